package io.palimpsest.messaging;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Clients of somebody who reads a topic and writes another in transactions, alone: a second one of
 * the same name is fenced off. Whoever asks for a client closes it.
 */
public interface TransactionalClients {
  /**
   * Clients of a broker.
   *
   * @param kafka where the broker is
   * @param name who it is; part of the clients' ids
   * @param groupId group in which instances take turns
   * @param transactionalId under which the broker knows the one that writes
   */
  static TransactionalClients of(
      KafkaSettings kafka, String name, String groupId, String transactionalId) {
    return new KafkaTransactionalClients(kafka, name, groupId, transactionalId);
  }

  /** A member of the group, which commits nothing by itself. */
  KafkaConsumer<String, byte[]> member();

  /** A reader of committed records, in no group. */
  KafkaConsumer<String, byte[]> reader();

  /** The one that writes, before {@code initTransactions}. */
  Producer<String, byte[]> producer();
}
