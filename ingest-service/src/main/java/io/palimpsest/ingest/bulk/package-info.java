/**
 * Bulk submissions: lines of JSON streamed in bounded memory, one result per line, in order; and
 * the import of the registry from a file, planned first and repeatable. Hides batches, back-
 * pressure, and what of an import is new, changed or the same.
 */
@NullMarked
package io.palimpsest.ingest.bulk;

import org.jspecify.annotations.NullMarked;
