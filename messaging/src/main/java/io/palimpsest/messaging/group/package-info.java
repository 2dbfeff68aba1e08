/**
 * Consumer groups: a thread that polls, hands over batches, and commits what was settled; and how
 * far a group is. Hides pauses after failures, rebalances and truncation.
 */
@NullMarked
package io.palimpsest.messaging.group;

import org.jspecify.annotations.NullMarked;
