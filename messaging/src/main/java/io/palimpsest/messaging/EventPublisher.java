package io.palimpsest.messaging;

import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.Signable;
import io.palimpsest.topic.AnyTopic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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
   * One event of several that are signed together.
   *
   * @param topic where it goes
   * @param key its key
   * @param event the event
   * @param headers headers of its record, beside the proof
   */
  public record Outgoing(
      AnyTopic topic, String key, SpecificRecord event, Map<String, byte[]> headers) {
    /** Copies the headers. */
    public Outgoing {
      headers = Map.copyOf(headers);
    }
  }

  /** An event that is encoded and signed. */
  @FunctionalInterface
  public interface Prepared {
    /** Hands it over; to be called once. */
    CompletableFuture<RecordMetadata> send();
  }

  /** Either of the two. */
  private record Encoded(
      @Nullable Signable signable, Map<String, byte[]> headers, @Nullable RuntimeException fault) {}

  EventPublisher(
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
   * Encodes events, and signs them together, which costs little more than to sign one; each is
   * handed over when it is sent. Of one that cannot be encoded the sending fails, and no other's.
   *
   * @return one for each, in their order
   */
  public List<Prepared> prepare(List<Outgoing> events) {
    List<Encoded> all = events.stream().map(this::encoded).toList();
    List<Signable> signables =
        all.stream().flatMap(one -> Stream.ofNullable(one.signable())).toList();
    try {
      Iterator<Optional<byte[]>> proofs = signer.sign(signables).iterator();
      List<Prepared> prepared = new ArrayList<>();
      for (Encoded one : all) {
        @Nullable Signable signable = one.signable();
        prepared.add(
            signable == null
                ? failing(one.fault())
                : ready(signable, headers(one.headers(), proofs.next())));
      }
      return prepared;
    } catch (RuntimeException notSigned) {
      return events.stream().map(one -> failing(notSigned)).toList();
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

  private Encoded encoded(Outgoing event) {
    try {
      byte[] value = codec.encode(event.topic(), event.event());
      return new Encoded(Signable.of(event.topic(), event.key(), value), event.headers(), null);
    } catch (RuntimeException notEncoded) {
      return new Encoded(null, Map.of(), notEncoded);
    }
  }

  private Prepared ready(Signable signable, Map<String, byte[]> headers) {
    String key = new String(Objects.requireNonNull(signable.key()), StandardCharsets.UTF_8);
    return () -> hand(signable.topic(), key, signable.value(), headers);
  }

  private static Prepared failing(@Nullable RuntimeException fault) {
    return () -> CompletableFuture.failedFuture(fault);
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
