package io.palimpsest.ingest.config;

import io.palimpsest.ingest.embedding.EmbeddingGroup;
import io.palimpsest.ingest.erase.ErasureGroup;
import io.palimpsest.ingest.inbox.InboxGroups;
import io.palimpsest.ingest.kafka.GroupLoop;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The consumer groups of this process, from its start to its end. */
@Singleton
class Groups {
  private static final int LAST = 10_000;

  private final InboxGroups inboxes;
  private final EmbeddingGroup embedding;
  private final ErasureGroup erasure;
  private final List<GroupLoop> loops = new CopyOnWriteArrayList<>();

  Groups(InboxGroups inboxes, EmbeddingGroup embedding, ErasureGroup erasure) {
    this.inboxes = inboxes;
    this.embedding = embedding;
    this.erasure = erasure;
  }

  void onStart(@Observes @Priority(LAST) StartupEvent start) {
    loops.addAll(inboxes.start());
    loops.add(embedding.start());
    loops.add(erasure.start());
  }

  /** Why a group cannot go on now, or empty while all can. */
  Optional<String> failure() {
    return loops.stream().flatMap(loop -> loop.failure().stream()).findFirst();
  }

  void stop() {
    loops.forEach(GroupLoop::close);
  }
}
