package io.palimpsest.erasure.participant;

import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.Topic;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Writes tombstones of dead uids. They need no admission: a uid is never given twice, so that a
 * tombstone which lands late can only meet the records of the erased scope itself.
 */
final class Tombstones {
  private final EventPublisher publisher;

  Tombstones(EventPublisher publisher) {
    this.publisher = publisher;
  }

  /** Returns when all are acknowledged. */
  void write(Topic topic, Collection<UUID> uids) {
    CompletableFuture<?>[] sends =
        uids.stream()
            .map(uid -> publisher.tombstone(topic, uid.toString()))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(sends).join();
  }
}
