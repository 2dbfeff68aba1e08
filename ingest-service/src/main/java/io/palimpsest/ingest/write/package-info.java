/**
 * Applies changes: read, decide, admit, compare-and-set, announce. One path for every door and for
 * one change or many. Hides conflicts, fences and batching.
 */
@NullMarked
package io.palimpsest.ingest.write;

import org.jspecify.annotations.NullMarked;
