package io.palimpsest.ingest.erase;

import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.ingest.store.SuppressedScopes;
import io.palimpsest.ingest.store.SuppressedScopes.Name;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.topic.WorkTopic;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Suppresses the name of a scope when its request asks for it, before the registry entry goes and
 * before anybody is told that the scope is gone. A request that leaves its work to another one only
 * verifies: so that is enough.
 */
@Singleton
final class Suppression {
  private final SuppressedScopes suppressed;
  private final GuardedWork guarded;

  Suppression(SuppressedScopes suppressed, GuardedWork guarded) {
    this.suppressed = suppressed;
    this.guarded = guarded;
  }

  /** Durable on return. Does nothing for a task that asks for nothing. */
  void of(ErasureTask task) {
    boolean asked =
        !task.getSuppressedIds().isEmpty()
            && task.getParticipant().equals(WorkTopic.REGISTRY.participant())
            && (task.getAction() == ErasureAction.ERASE
                || task.getAction() == ErasureAction.VERIFY);
    if (asked) {
      Name name = new Name(task.getScopePath().getLast().getType(), task.getSuppressedIds());
      boolean unused =
          guarded.run(
              List.of(Vault.SYSTEM),
              work -> {
                suppressed.suppress(name, task.getRequestRef(), work);
                return true;
              });
    }
  }
}
