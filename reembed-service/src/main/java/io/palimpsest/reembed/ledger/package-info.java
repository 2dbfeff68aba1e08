/**
 * Which vectors exist, and why: one document per entity and target, changed by compare-and-set.
 *
 * <p>Hides how rows are kept. What may be concluded from a row with an open intent is said in
 * {@link io.palimpsest.reembed.ledger.Intent}.
 */
@NullMarked
package io.palimpsest.reembed.ledger;

import org.jspecify.annotations.NullMarked;
