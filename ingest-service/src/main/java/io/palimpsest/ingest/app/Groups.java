package io.palimpsest.ingest.app;

import io.palimpsest.ingest.erase.ErasureGroup;
import io.palimpsest.ingest.inbox.InboxGroups;
import io.palimpsest.ingest.metric.IngestMetrics;
import io.palimpsest.ingest.news.EmbeddingGroup;
import io.palimpsest.messaging.group.GroupLoop;
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
  private final IngestMetrics metrics;
  private final List<GroupLoop> loops = new CopyOnWriteArrayList<>();

  Groups(
      InboxGroups inboxes, EmbeddingGroup embedding, ErasureGroup erasure, IngestMetrics metrics) {
    this.inboxes = inboxes;
    this.embedding = embedding;
    this.erasure = erasure;
    this.metrics = metrics;
  }

  void onStart(@Observes @Priority(LAST) StartupEvent start) {
    loops.addAll(inboxes.start());
    loops.add(embedding.start());
    loops.add(erasure.start());
    loops.forEach(metrics::watchLag);
  }

  /** Why a group cannot go on now, or empty while all can. */
  Optional<String> failure() {
    return loops.stream().flatMap(loop -> loop.failure().stream()).findFirst();
  }

  void stop() {
    GroupLoop.closeAll(loops);
  }
}
