package io.palimpsest.fencing;

import io.palimpsest.event.WriterEvicted;
import io.palimpsest.event.WriterObserved;
import io.palimpsest.event.WriterRegistered;
import io.palimpsest.event.WriterStatement;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.Topic;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Writes statements about writers; each future completes when the broker has acknowledged it. */
final class Roster {
  private final EventPublisher publisher;
  private final InstantSource clock;

  Roster(EventPublisher publisher, InstantSource clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  CompletableFuture<?> registered(UUID id, String service) {
    return publish(id, new WriterRegistered(service));
  }

  CompletableFuture<?> observed(UUID id, long sequence) {
    return publish(id, new WriterObserved(sequence));
  }

  CompletableFuture<?> evicted(UUID id, String requestRef) {
    return publish(id, new WriterEvicted(requestRef));
  }

  CompletableFuture<?> gone(UUID id) {
    return publisher.tombstone(Topic.WRITERS, id.toString());
  }

  private CompletableFuture<?> publish(UUID id, Object body) {
    return publisher.publish(
        Topic.WRITERS, id.toString(), new WriterStatement(id, clock.instant(), body));
  }
}
