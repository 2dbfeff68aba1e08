/**
 * Content of sources that is too big for one document or one event: kept in chunks, immutable,
 * found by its id. Hides the chunks.
 */
@NullMarked
package io.palimpsest.ingest.content;

import org.jspecify.annotations.NullMarked;
