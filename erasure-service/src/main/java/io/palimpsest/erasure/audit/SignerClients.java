package io.palimpsest.erasure.audit;

import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TransactionalClients;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** The signer's settings, Kafka clients of its own, and what makes a record an entry. */
record SignerClients(KafkaSettings kafka, LogSettings settings, LogProofs proofs) {
  /** A member of the group of signers. */
  KafkaConsumer<String, byte[]> member() {
    return clients().member();
  }

  /** A reader of committed records, without a group. */
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
        kafka, "signer", settings.groupId(), settings.transactionalId());
  }
}
