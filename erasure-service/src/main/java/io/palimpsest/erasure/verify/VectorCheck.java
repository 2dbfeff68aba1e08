package io.palimpsest.erasure.verify;

import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.NamedVectors;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.UidCensus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One reading of every namespace of a plan: what is still found of the scope's uid. */
final class VectorCheck {
  private final Maintenance reader;
  private final Executor executor;
  private final Predicate<String> lives;

  /**
   * @param lives whether a scope with a uid lives
   */
  VectorCheck(Maintenance reader, Executor executor, Predicate<String> lives) {
    this.reader = reader;
    this.executor = executor;
    this.lives = lives;
  }

  /** Begins to count, in every namespace, the vectors that any of the ways of looking finds. */
  Counts counts(Plan plan, Deadline deadline) {
    return new Counts(
        Stream.concat(
                plan.namespaces().stream().map(name -> begun(plan, name, true, deadline)),
                plan.sharedNamespaces().stream().map(name -> begun(plan, name, false, deadline)))
            .toList());
  }

  /** Counts under way, one per namespace. */
  record Counts(List<CompletableFuture<Long>> running) {
    /** Their sum, when all have ended; throws what one of them threw. */
    long join() {
      return running.stream().mapToLong(CompletableFuture::join).sum();
    }
  }

  /** The metadata key that holds the uid of such a scope. */
  static String key(ScopeType type) {
    return switch (type) {
      case CREATOR -> Ownership.CREATOR_UID;
      case TWIN -> Ownership.TWIN_UID;
      case SOURCE -> Ownership.SOURCE_UID;
      case ORGANIZATION -> Ownership.ORGANIZATION_UID;
      case PROFILE -> Ownership.PROFILE_UID;
      case ITEM -> Ownership.ITEM_UID;
      case UNKNOWN -> throw new IllegalArgumentException("the kind of the scope is not known");
    };
  }

  private CompletableFuture<Long> begun(
      Plan plan, String namespace, boolean own, Deadline deadline) {
    return CompletableFuture.supplyAsync(() -> count(plan, namespace, own, deadline), executor);
  }

  /** Where nobody else may have anything whatever is listed counts, whoever wrote it. */
  private long count(Plan plan, String namespace, boolean own, Deadline deadline) {
    Scope scope = plan.scope();
    UidCensus.Census census =
        new UidCensus(reader.namespace(namespace))
            .take(prefix(scope), key(scope.type()), scope.uid(), deadline);
    Set<String> found = new HashSet<>(census.byFetch());
    found.addAll(census.byFilter());
    named(plan)
        .ifPresent(
            vectors -> found.addAll(vectors.in(reader.namespace(namespace), lives, deadline)));
    return own ? Math.max(census.listed(), found.size()) : found.size();
  }

  /** What is the scope's by its id alone; once its names are gone it has none. */
  private static Optional<NamedVectors> named(Plan plan) {
    List<Scope> path = plan.path();
    List<UUID> uids = path.stream().map(Scope::uid).toList();
    String id = plan.scope().id();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    return switch (plan.scope().type()) {
      case ITEM -> Optional.of(NamedVectors.ofItem(id, uids));
      case SOURCE -> Optional.of(NamedVectors.ofSource(id, path.get(path.size() - 2).id(), uids));
      case ORGANIZATION, PROFILE, CREATOR, TWIN, UNKNOWN -> Optional.empty();
    };
  }

  /** An entity's vector ids begin with its id; listing all others of a namespace shows nothing. */
  private static String prefix(Scope scope) {
    return switch (scope.type()) {
      case ITEM, SOURCE -> scope.id();
      case CREATOR, TWIN, ORGANIZATION, PROFILE, UNKNOWN -> "";
    };
  }
}
