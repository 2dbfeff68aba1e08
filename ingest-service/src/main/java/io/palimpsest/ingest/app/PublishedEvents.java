package io.palimpsest.ingest.app;

import io.palimpsest.ingest.write.EventSink;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.EventPublisher.Outgoing;
import io.palimpsest.topic.Topic;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/** Announcements go to the broker. */
record PublishedEvents(EventPublisher publisher) implements EventSink {
  @Override
  public CompletableFuture<?> publish(Topic topic, String key, SpecificRecord event) {
    return publisher.publish(topic, key, event);
  }

  @Override
  public List<Supplier<CompletableFuture<?>>> prepare(List<Outgoing> events) {
    return publisher.prepare(events).stream()
        .<Supplier<CompletableFuture<?>>>map(event -> event::send)
        .toList();
  }
}
