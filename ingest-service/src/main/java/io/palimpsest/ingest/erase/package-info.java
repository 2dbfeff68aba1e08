/**
 * Ingest as a participant of erasure: counts, erases and verifies what it holds of a scope, and
 * answers by receipt. Deletes only what it is told to, after the fence and the drain.
 */
@NullMarked
package io.palimpsest.ingest.erase;

import org.jspecify.annotations.NullMarked;
