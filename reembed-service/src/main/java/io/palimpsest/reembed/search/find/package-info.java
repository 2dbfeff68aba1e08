/**
 * One search: ask the namespaces side by side, drop what must not be seen, merge. Hides the store's
 * answers; knows nothing of HTTP.
 */
@NullMarked
package io.palimpsest.reembed.search.find;

import org.jspecify.annotations.NullMarked;
