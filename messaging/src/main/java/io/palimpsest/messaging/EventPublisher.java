package io.palimpsest.messaging;

import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.topic.AnyTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records with full acknowledgement and no duplicates of its own. A future that completes
 * normally means that the record is durable; one that fails means that it may or may not be on the
 * broker now, but that it cannot arrive any more. A call may block for the delivery timeout while
 * the broker is not known yet; its future ends at most the same span after the call has returned.
 * Every fault comes through the future, none is thrown. Futures complete on the producer's network
 * thread: do not block there. Thread-safe.
 *
 * <p>A record whose topic asks for a signature is signed on the caller's thread before it is handed
 * over; without a key for it the future fails.
 */
public final class EventPublisher implements AutoCloseable {
  private final Producer<String, byte[]> producer;
  private final EventCodec codec;
  private final Duration deliveryTimeout;
  private final RecordSigner signer;

  /**
   * One event of several that are published, and signed, together.
   *
   * @param topic where it goes
   * @param key its key
   * @param event the event
   */
  public record Outgoing(AnyTopic topic, String key, SpecificRecord event) {}

  private EventPublisher(
      Producer<String, byte[]> producer,
      EventCodec codec,
      Duration deliveryTimeout,
      RecordSigner signer) {
    this.producer = producer;
    this.codec = codec;
    this.deliveryTimeout = deliveryTimeout;
    this.signer = signer;
  }

  /**
   * Connects in the background; a broker that is down shows in the first future.
   *
   * @param signer signs what asks for it; {@link RecordSigner#none} for one who writes elsewhere
   *     only
   */
  public static EventPublisher connect(
      KafkaSettings settings, EventCodec codec, RecordSigner signer) {
    return new EventPublisher(
        new KafkaProducer<>(
            ClientConfigs.producer(settings), new StringSerializer(), new ByteArraySerializer()),
        codec,
        settings.deliveryTimeout(),
        signer);
  }

  /** Publishes an event. */
  public CompletableFuture<RecordMetadata> publish(
      AnyTopic topic, String key, SpecificRecord event) {
    return publish(topic, key, event, Map.of());
  }

  /** Publishes an event with headers. */
  public CompletableFuture<RecordMetadata> publish(
      AnyTopic topic, String key, SpecificRecord event, Map<String, byte[]> headers) {
    try {
      return send(topic, key, codec.encode(topic, event), headers);
    } catch (RuntimeException notEncoded) {
      return CompletableFuture.failedFuture(notEncoded);
    }
  }

  /**
   * Publishes events that share one signature, which costs little more than that of one.
   *
   * @return a future for each, in their order
   */
  public List<CompletableFuture<RecordMetadata>> publishAll(List<Outgoing> events) {
    try {
      List<Signable> records = new ArrayList<>();
      for (Outgoing one : events) {
        records.add(Signable.of(one.topic(), one.key(), codec.encode(one.topic(), one.event())));
      }
      List<Optional<byte[]>> proofs = signer.sign(records);
      List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();
      for (int at = 0; at < records.size(); at++) {
        Outgoing one = events.get(at);
        sent.add(
            hand(
                one.topic().topicName(),
                one.key(),
                records.get(at).value(),
                headers(Map.of(), proofs.get(at))));
      }
      return sent;
    } catch (RuntimeException notEncodedOrSigned) {
      return events.stream()
          .map(none -> CompletableFuture.<RecordMetadata>failedFuture(notEncodedOrSigned))
          .toList();
    }
  }

  /** Publishes JSON bytes as they are, to a topic without an Avro schema. */
  public CompletableFuture<RecordMetadata> publishJson(AnyTopic topic, String key, byte[] json) {
    if (topic.valueSchema().isPresent()) {
      throw new IllegalArgumentException(topic.topicName() + " carries Avro, not JSON");
    }
    return send(topic, key, json, Map.of());
  }

  /**
   * Publishes bytes as they are, to any topic: a record that was set aside goes its way again. A
   * proof among the headers goes with them; without one the record is signed where that is asked.
   */
  public CompletableFuture<RecordMetadata> publishRaw(
      AnyTopic topic, String key, byte[] value, Map<String, byte[]> headers) {
    return send(topic, key, value, headers);
  }

  /** Publishes a record without a value, which makes compaction drop the key's older ones. */
  public CompletableFuture<RecordMetadata> tombstone(AnyTopic topic, String key) {
    return send(topic, key, null, Map.of());
  }

  /** Waits for what is in flight, at most for the delivery timeout, then closes. */
  @Override
  public void close() {
    producer.close(deliveryTimeout);
  }

  private CompletableFuture<RecordMetadata> send(
      AnyTopic topic, String key, byte @Nullable [] value, Map<String, byte[]> headers) {
    try {
      Signable signable = Signable.of(topic, key, value);
      Optional<byte[]> proof =
          headers.containsKey(RecordSigner.HEADER) ? Optional.empty() : signer.sign(signable);
      return hand(topic.topicName(), key, value, headers(headers, proof));
    } catch (RuntimeException notSigned) {
      return CompletableFuture.failedFuture(notSigned);
    }
  }

  private static Map<String, byte[]> headers(Map<String, byte[]> given, Optional<byte[]> proof) {
    if (proof.isEmpty()) {
      return given;
    }
    Map<String, byte[]> all = new HashMap<>(given);
    all.put(RecordSigner.HEADER, proof.get());
    return all;
  }

  private CompletableFuture<RecordMetadata> hand(
      String topic, String key, byte @Nullable [] value, Map<String, byte[]> headers) {
    ProducerRecord<String, byte[]> producerRecord = new ProducerRecord<>(topic, key, value);
    headers.forEach((name, bytes) -> producerRecord.headers().add(name, bytes));
    CompletableFuture<RecordMetadata> acknowledged = new CompletableFuture<>();
    try {
      producer.send(
          producerRecord,
          (metadata, fault) -> {
            if (fault == null) {
              acknowledged.complete(metadata);
            } else {
              acknowledged.completeExceptionally(fault);
            }
          });
    } catch (RuntimeException closedOrInterrupted) {
      acknowledged.completeExceptionally(closedOrInterrupted);
    }
    return acknowledged;
  }
}
