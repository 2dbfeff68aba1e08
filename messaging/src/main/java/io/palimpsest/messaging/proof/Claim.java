package io.palimpsest.messaging.proof;

import io.palimpsest.topic.Authorship;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read, and what it says to prove its author.
 *
 * @param topic name of the topic
 * @param authorship who may write it
 * @param key its key, or null
 * @param value its value, or null for a tombstone
 * @param proof value of the header {@link RecordSigner#HEADER}, or null when there is none
 * @param appended when the broker appended it, milliseconds since the epoch
 */
public record Claim(
    String topic,
    Authorship authorship,
    byte @Nullable [] key,
    byte @Nullable [] value,
    byte @Nullable [] proof,
    long appended) {
  /** The claim of a record whose key was read as bytes or as text. */
  public static Claim of(ConsumerRecord<?, byte[]> read, Authorship authorship) {
    Header proof = read.headers().lastHeader(RecordSigner.HEADER);
    return new Claim(
        read.topic(),
        authorship,
        bytes(read.key()),
        read.value(),
        proof == null ? null : proof.value(),
        read.timestamp());
  }

  private static byte @Nullable [] bytes(@Nullable Object key) {
    return switch (key) {
      case null -> null;
      case byte[] bytes -> bytes;
      case String text -> text.getBytes(StandardCharsets.UTF_8);
      default -> throw new IllegalArgumentException("keys are read as bytes or as text");
    };
  }
}
