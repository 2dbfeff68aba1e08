/**
 * The one loop in which this product reads Kafka. Hides polling, pauses, rebalances, seeking back
 * and committing; a handler says what became of each record.
 */
@NullMarked
package io.palimpsest.messaging.loop;

import org.jspecify.annotations.NullMarked;
