package io.palimpsest.erasure.participant;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.plan.EntityPage;
import io.palimpsest.erasure.plan.ScopeDirectory;
import io.palimpsest.erasure.saga.LocalParticipant;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tombstone per entity on its change topic, page by page, in bounded memory. */
@ApplicationScoped
class TopicParticipant implements LocalParticipant {
  private final ScopeDirectory directory;
  private final Tombstones tombstones;
  private final Clock clock;

  TopicParticipant(ScopeDirectory directory, EventPublisher publisher, Clock clock) {
    this.directory = directory;
    this.tombstones = new Tombstones(publisher);
    this.clock = clock;
  }

  @Override
  public String name() {
    return Participants.TOPICS;
  }

  @Override
  public Receipt perform(ErasureRequest request, Task task) {
    Scope scope = request.planned().scope();
    Topic topic = topic(scope);
    long written = 0;
    @Nullable String cursor = null;
    do {
      requireTime(task);
      EntityPage page = directory.entities(scope.uid(), cursor);
      List<UUID> uids = page.entities().stream().map(Scope::uid).toList();
      tombstones.write(topic, uids);
      written += uids.size();
      cursor = page.next();
    } while (cursor != null);
    return new Receipt(
        task.attempt(),
        written,
        written,
        0,
        "tombstone",
        "acknowledged:" + written,
        List.of(),
        null);
  }

  /** What goes on past the attempt's expiry would go on under a hold that took effect meanwhile. */
  private void requireTime(Task task) {
    if (!clock.instant().isBefore(task.expiresAt())) {
      throw new IllegalStateException("the attempt has expired");
    }
  }

  private static Topic topic(Scope scope) {
    return switch (scope.type()) {
      case ORGANIZATION, PROFILE, ITEM -> Topic.PORTFOLIO;
      case CREATOR, TWIN, SOURCE -> Topic.SOURCES;
      case UNKNOWN -> throw new IllegalArgumentException("the kind of the scope is not known");
    };
  }
}
