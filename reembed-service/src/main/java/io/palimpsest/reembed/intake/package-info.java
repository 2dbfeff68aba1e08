/**
 * From the change topics to tasks, and from outcomes back to commits; who goes first, and whose
 * turn it is. Hides offsets, partitions, rebalances, pausing, how waiting work is kept and chosen,
 * and how records are kept apart by tenant.
 */
@NullMarked
package io.palimpsest.reembed.intake;

import org.jspecify.annotations.NullMarked;
