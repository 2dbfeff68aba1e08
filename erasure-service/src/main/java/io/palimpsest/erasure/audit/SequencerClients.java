package io.palimpsest.erasure.audit;

import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TransactionalClients;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;

/** The sequencer's settings, Kafka clients of its own, and what makes a record an entry. */
record SequencerClients(
    KafkaSettings kafka,
    TransactionalClients clients,
    SequencerSettings settings,
    LogProofs proofs) {
  SequencerClients(KafkaSettings kafka, SequencerSettings settings, LogProofs proofs) {
    this(
        kafka,
        TransactionalClients.of(kafka, "sequencer", settings.groupId(), settings.transactionalId()),
        settings,
        proofs);
  }

  KafkaConsumer<String, byte[]> consumer() {
    return clients.member();
  }

  /** A reader of committed records, in no group. */
  KafkaConsumer<String, byte[]> reader() {
    return clients.reader();
  }

  /** A reader of entries. */
  EntryReader entries() {
    return new EntryReader(reader(), proofs);
  }

  Producer<String, byte[]> producer() {
    return clients.producer();
  }
}
