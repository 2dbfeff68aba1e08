package io.palimpsest.erasure;

import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.topic.Topic;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Receipts, each signed by the application that its participant belongs to. */
final class Receipts implements AutoCloseable {
  private final KafkaSettings kafka;
  private final EventCodec codec;
  private final Path keys;
  private final Map<String, EventPublisher> byAuthor = new ConcurrentHashMap<>();

  /**
   * @param keys a folder with the key of each author, {@code AUTHOR.pem}
   */
  Receipts(KafkaSettings kafka, EventCodec codec, Path keys) {
    this.kafka = kafka;
    this.codec = codec;
    this.keys = keys;
  }

  CompletableFuture<RecordMetadata> publish(ErasureReceipt receipt) {
    String participant = receipt.getParticipant();
    int dot = participant.indexOf('.');
    return publish(receipt, dot < 0 ? participant : participant.substring(0, dot));
  }

  /** The same, signed by somebody else maybe. */
  CompletableFuture<RecordMetadata> publish(ErasureReceipt receipt, String author) {
    return as(author).publish(Topic.ERASURE_RECEIPTS, receipt.getRequestRef(), receipt);
  }

  /** Writes what this author signs. */
  EventPublisher as(String author) {
    return byAuthor.computeIfAbsent(author, this::publisher);
  }

  private EventPublisher publisher(String author) {
    SigningKey key = SigningKey.read(author, keys.resolve(author + ".pem"));
    return EventPublisher.connect(kafka, codec, RecordSigner.of(key));
  }

  @Override
  public void close() {
    byAuthor.values().forEach(EventPublisher::close);
  }
}
