package io.palimpsest.messaging;

import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.topic.AnyTopic;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** Reads whole topics, from the first record on, without a consumer group. Thread-safe. */
public final class TopicLog {
  private final KafkaSettings settings;
  private final EventCodec codec;
  private final ProofReader proofs;

  /**
   * A reader that asks for no proofs: for one who only looks, and obeys nothing.
   *
   * @param settings how to reach the brokers
   * @param codec decodes the values of Avro topics
   */
  public TopicLog(KafkaSettings settings, EventCodec codec) {
    this(settings, codec, polled -> new Proof.NotAsked());
  }

  /**
   * A reader that says of each record who wrote it.
   *
   * @param settings how to reach the brokers
   * @param codec decodes the values of Avro topics
   * @param verifier verifies each record
   */
  public TopicLog(KafkaSettings settings, EventCodec codec, RecordVerifier verifier) {
    this(settings, codec, (ProofReader) verifier::verify);
  }

  private TopicLog(KafkaSettings settings, EventCodec codec, ProofReader proofs) {
    this.settings = settings;
    this.codec = codec;
    this.proofs = proofs;
  }

  /** Follows a topic of events; the handler is called on one thread of the follower's own. */
  public <T extends SpecificRecord> TopicFollower<T> follow(
      AnyTopic topic, Class<T> type, Consumer<TopicRecord<T>> handler) {
    return TopicFollower.start(
        settings, topic, bytes -> codec.decode(topic, type, bytes), proofs, handler);
  }

  /** Follows a topic without looking into its values. */
  public TopicFollower<byte[]> followBytes(AnyTopic topic, Consumer<TopicRecord<byte[]>> handler) {
    return TopicFollower.start(settings, topic, Decoded.Event::new, proofs, handler);
  }

  /**
   * Reads a topic of events up to the end that it has now. On return the handler has seen each
   * record once; it is called on another thread, but has ended there.
   *
   * @return the highest offset below that end, or -1 for an empty topic
   * @throws EndNotReachedException as {@link TopicFollower#awaitEnd}
   */
  public <T extends SpecificRecord> long read(
      AnyTopic topic, Class<T> type, Duration timeout, Consumer<TopicRecord<T>> handler) {
    try (TopicFollower<T> follower = follow(topic, type, handler)) {
      return follower.awaitEnd(timeout);
    }
  }

  /** As {@link #read}, without looking into the values. */
  public long readBytes(AnyTopic topic, Duration timeout, Consumer<TopicRecord<byte[]>> handler) {
    try (TopicFollower<byte[]> follower = followBytes(topic, handler)) {
      return follower.awaitEnd(timeout);
    }
  }
}
