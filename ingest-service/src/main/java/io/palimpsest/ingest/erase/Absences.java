package io.palimpsest.ingest.erase;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.inbox.ClaimedScope;
import io.palimpsest.ingest.inbox.Submissions;
import io.palimpsest.ingest.registry.ScopeKeys;
import io.palimpsest.ingest.registry.ScopeNames;
import io.palimpsest.ingest.registry.Scopes;
import io.palimpsest.ingest.store.ErasedScopes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks for anything of a scope that the registry may not know. */
@Singleton
public final class Absences {
  private final Scopes scopes;
  private final ScopeKeys keys;
  private final ErasedScopes erased;
  private final Submissions submissions;

  Absences(Scopes scopes, ScopeKeys keys, ErasedScopes erased, Submissions submissions) {
    this.scopes = scopes;
    this.keys = keys;
    this.erased = erased;
    this.submissions = submissions;
  }

  /**
   * What there is now. Remembered erasures are read last: what leaves the registry while this looks
   * was remembered before.
   *
   * @param ids public ids, outermost first
   */
  public Absence look(ScopeType type, List<String> ids) {
    ScopeNames.check(type, ids);
    long parked = submissions.count(claimed(type, ids));
    boolean registered = scopes.head(type, ids).isPresent();
    return new Absence(registered, erasedBy(type, ids), parked, slug(type, ids));
  }

  private @Nullable String erasedBy(ScopeType type, List<String> ids) {
    return above(type, ids)
        .flatMap(
            scope ->
                keys
                    .key(scope.type(), scope.ids())
                    .flatMap(key -> erased.requestRef(scope.type(), key))
                    .stream())
        .findFirst()
        .orElse(null);
  }

  private @Nullable String slug(ScopeType type, List<String> ids) {
    return isCreators(type) ? null : scopes.slug(ids.getFirst()).orElse(null);
  }

  /** The scope and those above it, innermost first. */
  private static Stream<Named> above(ScopeType type, List<String> ids) {
    Named self = new Named(type, ids);
    Named tenant =
        new Named(isCreators(type) ? ScopeType.CREATOR : ScopeType.ORGANIZATION, ids.subList(0, 1));
    return switch (type) {
      case SOURCE -> Stream.of(self, new Named(ScopeType.TWIN, ids.subList(0, 2)), tenant);
      case ITEM ->
          ids.size() == 2
              ? Stream.of(self, tenant)
              : Stream.of(self, new Named(ScopeType.PROFILE, ids.subList(0, 2)), tenant);
      case TWIN, PROFILE -> Stream.of(self, tenant);
      case CREATOR, ORGANIZATION -> Stream.of(self);
      case UNKNOWN -> Stream.empty();
    };
  }

  /** An item is unique in its organization: a submission of it counts whatever profile it names. */
  private static ClaimedScope claimed(ScopeType type, List<String> ids) {
    Optional<String> parent =
        switch (type) {
          case PROFILE, TWIN, SOURCE -> Optional.of(ids.get(1));
          case ORGANIZATION, CREATOR, ITEM, UNKNOWN -> Optional.empty();
        };
    boolean entity = type == ScopeType.ITEM || type == ScopeType.SOURCE;
    return new ClaimedScope(
        isCreators(type), ids.getFirst(), parent, entity ? List.of(ids.getLast()) : List.of());
  }

  private static boolean isCreators(ScopeType type) {
    return type == ScopeType.CREATOR || type == ScopeType.TWIN || type == ScopeType.SOURCE;
  }

  private record Named(ScopeType type, List<String> ids) {}
}
