/**
 * Ledger against store, both ways: what is missing, left over, of another model, or somebody
 * else's, and how it is put right beside live writers.
 *
 * <p>Nothing is concluded from one look. A suspicion counts when it is still there after the bound
 * of visibility, between two readings of a ledger row that has not moved and has no open intent. A
 * repair is a compare-and-set on that very row, so that whoever was faster wins.
 */
@NullMarked
package io.palimpsest.reembed.reconcile;

import org.jspecify.annotations.NullMarked;
