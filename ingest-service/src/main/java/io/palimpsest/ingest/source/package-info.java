/**
 * Knowledge sources: what one is, how it is checked, stored and announced. Content that is too big
 * for one document or one event is kept in chunks, immutable, found by its id. Hides the chunks.
 */
@NullMarked
package io.palimpsest.ingest.source;

import org.jspecify.annotations.NullMarked;
