/**
 * When a change can be found: the ledger says when it was written, the store says when that is
 * seen.
 *
 * <p>Hides how visibility is asked for. Counts are never asked: they lag, and prove nothing.
 */
@NullMarked
package io.palimpsest.reembed.fresh;

import org.jspecify.annotations.NullMarked;
