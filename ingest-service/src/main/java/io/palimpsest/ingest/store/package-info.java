/**
 * Entries in MongoDB: one document each, changed by compare-and-set on its version. Hides the shape
 * of the documents, indexes and bulk writes.
 */
@NullMarked
package io.palimpsest.ingest.store;

import org.jspecify.annotations.NullMarked;
