/**
 * Applies changes: read, decide, admit, compare-and-set, announce. One path for every door and for
 * one change or many. Every document carries what it has to announce, publishing is tried at once,
 * and a relay picks up what a crash left. Hides conflicts, fences, batching, the order of
 * announcements and their leases.
 */
@NullMarked
package io.palimpsest.ingest.write;

import org.jspecify.annotations.NullMarked;
