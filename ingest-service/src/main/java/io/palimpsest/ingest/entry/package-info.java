/**
 * One scope as ingest keeps it, and the pure decision what a requested change makes of it. Hides
 * revisions, preconditions, idempotency keys and redelivery from whoever asks for a change. No I/O.
 */
@NullMarked
package io.palimpsest.ingest.entry;

import org.jspecify.annotations.NullMarked;
