package io.palimpsest.messaging;

import io.palimpsest.messaging.proof.Proof;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells who wrote a record, for a follower to hand on. */
@FunctionalInterface
interface ProofReader {
  Proof proof(ConsumerRecord<String, byte[]> polled);
}
