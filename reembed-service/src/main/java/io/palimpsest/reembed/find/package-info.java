/**
 * One search: where a principal may look, the query as a vector, the namespaces asked side by side,
 * what must not be seen dropped, the rest merged and ranked. Hides the store's answers and who
 * embeds and ranks; knows nothing of HTTP. A place that is not the principal's own is refused like
 * one that is not there.
 */
@NullMarked
package io.palimpsest.reembed.find;

import org.jspecify.annotations.NullMarked;
