package io.palimpsest.ingest.testing;

import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.TopicRecord;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.topic.Topic;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What is on the topics now. */
public final class Announced {
  private Announced() {}

  /** The events of one key, oldest first. */
  public static <T extends SpecificRecord> List<T> of(Topic topic, Class<T> type, String key) {
    List<T> events = new ArrayList<>();
    read(topic, type)
        .forEach(
            found -> {
              if (found.key().equals(key) && found.value() instanceof Decoded.Event<T>(T event)) {
                events.add(event);
              }
            });
    return events;
  }

  /** The newest record of a key. */
  public static <T extends SpecificRecord> TopicRecord<T> newest(
      Topic topic, Class<T> type, String key) {
    return read(topic, type).stream()
        .filter(found -> found.key().equals(key))
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  private static <T extends SpecificRecord> List<TopicRecord<T>> read(Topic topic, Class<T> type) {
    List<TopicRecord<T>> records = new ArrayList<>();
    try {
      new TopicLog(kafka(), codec()).read(topic, type, Duration.ofSeconds(20), records::add);
    } catch (Exception unreadable) {
      throw new IllegalStateException(unreadable);
    }
    return records;
  }

  /** How to reach the broker. */
  public static KafkaSettings kafka() {
    RunningStack stack = RealParts.stack();
    return KafkaSettings.of(stack.bootstrapServers(), "ingest-tests");
  }

  /** Publishes, and signs as any service. */
  public static EventPublisher publisher() {
    return EventPublisher.connect(
        kafka(), codec(), RecordSigner.read(RealParts.stack().secrets().signingKeys()));
  }

  /** Encodes and decodes events. */
  public static EventCodec codec() {
    return RegistryEventCodec.connect(URI.create(RealParts.stack().registryUrl()), false);
  }
}
