package io.palimpsest.erasure.audit;

import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TransactionalClients;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** The signer's settings, and Kafka clients of its own. */
record SignerClients(KafkaSettings kafka, LogSettings settings) {
  /** A member of the group of signers. */
  KafkaConsumer<String, byte[]> member() {
    return clients().member();
  }

  /** A reader of committed records, without a group. */
  KafkaConsumer<String, byte[]> reader() {
    return clients().reader();
  }

  KafkaProducer<String, byte[]> producer() {
    return clients().producer();
  }

  private TransactionalClients clients() {
    return new TransactionalClients(
        kafka, "signer", settings.groupId(), settings.transactionalId());
  }
}
