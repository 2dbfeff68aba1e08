package io.palimpsest.messaging;

import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.topic.AnyTopic;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of a topic.
 *
 * @param topic the topic
 * @param partition its partition
 * @param offset its offset
 * @param timestamp when the broker appended it, milliseconds since the epoch
 * @param key its key, empty when it has none
 * @param value its value, or null for a tombstone
 * @param headers its headers; of several with one name, the last
 * @param proof who wrote it, as far as that was asked
 */
public record TopicRecord<T>(
    AnyTopic topic,
    int partition,
    long offset,
    long timestamp,
    String key,
    @Nullable Decoded<T> value,
    Map<String, byte[]> headers,
    Proof proof) {
  /** Copies the headers. */
  public TopicRecord {
    headers = Map.copyOf(headers);
  }
}
