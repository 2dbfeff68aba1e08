/**
 * Bulk submissions: lines of JSON streamed in bounded memory, one result per line, in order. Hides
 * batches and back-pressure.
 */
@NullMarked
package io.palimpsest.ingest.bulk;

import org.jspecify.annotations.NullMarked;
