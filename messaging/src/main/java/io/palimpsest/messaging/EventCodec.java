package io.palimpsest.messaging;

import io.palimpsest.topic.AnyTopic;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;

/**
 * Turns events into the bytes of a Kafka record and back. The bytes are what the registry clients
 * of all languages share: one zero byte, the id of the writer's schema as a big-endian 32-bit
 * integer, then Avro binary. Thread-safe.
 */
public interface EventCodec {
  /**
   * Encodes a value for a topic.
   *
   * @throws RegistryUnavailableException when the schema's id cannot be learnt now; try again
   * @throws SchemaNotRegisteredException when the registry does not hold the schema
   */
  byte[] encode(AnyTopic topic, SpecificRecord value);

  /**
   * Decodes a value, resolving the writer's schema to the one that this program was built with.
   * Bytes that are no such event are a value, never an exception.
   *
   * @throws RegistryUnavailableException when the writer's schema cannot be learnt now; try again
   */
  <T extends SpecificRecord> Decoded<T> decode(AnyTopic topic, Class<T> type, byte[] value);

  /**
   * Decodes some fields alone and passes over the others: a glance at many values of which few are
   * needed. That a part can be read does not say that the whole can.
   *
   * @param part the event's schema, or a record of the same name with some of its fields
   * @throws RegistryUnavailableException when the writer's schema cannot be learnt now; try again
   */
  Decoded<GenericRecord> decode(AnyTopic topic, Schema part, byte[] value);
}
