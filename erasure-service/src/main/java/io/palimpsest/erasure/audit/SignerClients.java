package io.palimpsest.erasure.audit;

import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TransactionalClients;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;

/** The signer's settings, Kafka clients of its own, and what makes a record an entry. */
record SignerClients(
    KafkaSettings kafka, TransactionalClients clients, LogSettings settings, LogProofs proofs) {
  SignerClients(KafkaSettings kafka, LogSettings settings, LogProofs proofs) {
    this(
        kafka,
        TransactionalClients.of(kafka, "signer", settings.groupId(), settings.transactionalId()),
        settings,
        proofs);
  }

  /** A member of the group of signers. */
  KafkaConsumer<String, byte[]> member() {
    return clients.member();
  }

  /** A reader of committed records, without a group. */
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
