package io.palimpsest.messaging.proof;

import io.palimpsest.topic.AnyTopic;
import io.palimpsest.topic.Authorship;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A record before it is written.
 *
 * @param topic name of the topic
 * @param authorship who may write it
 * @param key its key, or null
 * @param value its value, or null for a tombstone
 */
public record Signable(
    String topic, Authorship authorship, byte @Nullable [] key, byte @Nullable [] value) {
  /** A record of the catalogue. */
  public static Signable of(AnyTopic topic, String key, byte @Nullable [] value) {
    return new Signable(
        topic.topicName(), topic.authorship(), key.getBytes(StandardCharsets.UTF_8), value);
  }
}
