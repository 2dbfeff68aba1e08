package io.palimpsest.erasure.audit;

import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TransactionalClients;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** The sequencer's settings, Kafka clients of its own, and what makes a record an entry. */
record SequencerClients(KafkaSettings kafka, SequencerSettings settings, LogProofs proofs) {
  KafkaConsumer<String, byte[]> consumer() {
    return clients().member();
  }

  /** A reader of committed records, in no group. */
  KafkaConsumer<String, byte[]> reader() {
    return clients().reader();
  }

  /** A reader of entries. */
  EntryReader entries() {
    return new EntryReader(reader(), proofs);
  }

  KafkaProducer<String, byte[]> producer() {
    return clients().producer();
  }

  private TransactionalClients clients() {
    return new TransactionalClients(
        kafka, "sequencer", settings.groupId(), settings.transactionalId());
  }
}
