package io.palimpsest.ingest.erase;

import io.palimpsest.fencing.Fence;
import io.palimpsest.fencing.FencedStore;
import io.palimpsest.ingest.registry.Scopes;
import io.palimpsest.ingest.store.ErasedScopes;
import io.palimpsest.ingest.store.FenceMark;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import jakarta.inject.Singleton;
import java.util.List;

/** This service's database against the fences. */
@Singleton
public final class FencedDocuments implements FencedStore {
  private final TaskRunner participants;
  private final Scopes scopes;
  private final ErasedScopes erased;
  private final FenceMark mark;
  private final GuardedWork guarded;

  FencedDocuments(
      TaskRunner participants,
      Scopes scopes,
      ErasedScopes erased,
      FenceMark mark,
      GuardedWork guarded) {
    this.guarded = guarded;
    this.participants = participants;
    this.scopes = scopes;
    this.erased = erased;
    this.mark = mark;
  }

  @Override
  public long applied() {
    return mark.read();
  }

  @Override
  public void applied(long sequence) {
    mark.keep(sequence);
  }

  /** A restored copy does not remember the erasure either; while it has the names, it is told. */
  @Override
  public long count(Fence fence) {
    scopes
        .byUid(fence.uid())
        .ifPresent(
            head ->
                guarded.run(
                    List.of(Vault.SYSTEM),
                    work -> {
                      erased.remember(
                          head.path().last().type(),
                          head.key(),
                          fence.uid(),
                          fence.requestRef(),
                          work);
                      return true;
                    }));
    return participants.count(Target.of(fence));
  }
}
