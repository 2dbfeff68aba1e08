/**
 * The inbox topics: what upstream applications submit by event takes the same path as HTTP. A
 * record at fault is parked and the partition goes on; a dependency that is down stops it.
 *
 * <p>A consumer loop of its own, not a messaging framework: one outcome per record, a pause without
 * a rebalance, and the truncation of the topic behind the commit are what matters here.
 */
@NullMarked
package io.palimpsest.ingest.inbox;

import org.jspecify.annotations.NullMarked;
