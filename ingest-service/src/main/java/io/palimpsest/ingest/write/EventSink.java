package io.palimpsest.ingest.write;

import io.palimpsest.messaging.EventPublisher.Outgoing;
import io.palimpsest.topic.Topic;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/** Where announcements go. */
public interface EventSink {
  /**
   * Hands over an event; events handed over for one key arrive in that order.
   *
   * @return completes when the event is durable; exceptionally when it never will be
   */
  CompletableFuture<?> publish(Topic topic, String key, SpecificRecord event);

  /**
   * Gets events ready, which share one signature; each is handed over when it is asked for, once,
   * as by {@link #publish}.
   */
  List<Supplier<CompletableFuture<?>>> prepare(List<Outgoing> events);
}
