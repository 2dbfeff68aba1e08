/**
 * Carrying out plans: intents opened, vectors written, surplus deleted, ledger moved on, in this
 * order and never another.
 *
 * <p>Hides batching, retries, deadlines, and what is known of requests that were not answered.
 */
@NullMarked
package io.palimpsest.reembed.write;

import org.jspecify.annotations.NullMarked;
