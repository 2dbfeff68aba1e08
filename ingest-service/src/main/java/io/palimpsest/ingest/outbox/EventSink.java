package io.palimpsest.ingest.outbox;

import io.palimpsest.topic.Topic;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;

/** Where announcements go. */
@FunctionalInterface
public interface EventSink {
  /**
   * Hands over an event; events handed over for one key arrive in that order.
   *
   * @return completes when the event is durable; exceptionally when it never will be
   */
  CompletableFuture<?> publish(Topic topic, String key, SpecificRecord event);
}
