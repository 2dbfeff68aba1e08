/**
 * Long work over what exists: ledger against store both ways, reading the change topics again,
 * filling a second target and clearing what was left.
 *
 * <p>Nothing is concluded from one look. A suspicion counts when it is still there after the bound
 * of visibility, between two readings of a ledger row that has not moved and has no open intent. A
 * repair is a compare-and-set on that very row, so that whoever was faster wins.
 */
@NullMarked
package io.palimpsest.reembed.repair;

import org.jspecify.annotations.NullMarked;
