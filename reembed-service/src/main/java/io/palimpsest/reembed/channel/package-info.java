/**
 * From the change topics to tasks, and from outcomes back to commits.
 *
 * <p>Hides offsets, partitions, rebalances, pausing, and how records are kept apart by tenant.
 */
@NullMarked
package io.palimpsest.reembed.channel;

import org.jspecify.annotations.NullMarked;
