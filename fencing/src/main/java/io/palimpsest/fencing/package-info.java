/**
 * Fence, lease and drain: how every writer refuses an erased scope for ever, and how a coordinator
 * learns that nothing admitted before a fence can still land. Hides the work table, the lease, the
 * roll call and the two Kafka topics behind {@link io.palimpsest.fencing.Writer} and {@link
 * io.palimpsest.fencing.FenceLog}.
 */
@NullMarked
package io.palimpsest.fencing;

import org.jspecify.annotations.NullMarked;
