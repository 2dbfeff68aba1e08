/**
 * Consumer groups: a thread that polls, hands over batches, and commits what was settled. Hides
 * pauses after failures, rebalances and truncation.
 */
@NullMarked
package io.palimpsest.ingest.kafka;

import org.jspecify.annotations.NullMarked;
