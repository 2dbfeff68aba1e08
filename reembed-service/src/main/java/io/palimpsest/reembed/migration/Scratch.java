package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.migration.Adopting.Verdict;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.reembed.text.Digests;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.NamespaceVectors;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Scratch namespaces: each holds what a rehearsal copies of one old namespace, where no reader is
 * answered from. They hold data of scopes: who is erased has them dropped, with what leads there.
 * Calls block and throw what the stores throw.
 */
final class Scratch implements CopyPage.Into {
  /** Begins the name of each of them, and of nothing else. */
  static final String PREFIX = "rehearsal_";

  static final String NAME = "rehearsals";
  private static final int DIGITS = 24;
  private static final String REASON = "rehearsal";
  private final Moves rehearsals;
  private final Home home;
  private final Admissions admissions;

  /**
   * @param rehearsals how far each is, apart from the moves that readers go by
   */
  Scratch(Moves rehearsals, Home home, Admissions admissions) {
    this.rehearsals = rehearsals;
    this.home = home;
    this.admissions = admissions;
  }

  /** The scratch namespace of an old one. */
  NamespaceVectors namespace(Move move) {
    String name = PREFIX + Digests.sha256(move.namespace()).substring(0, DIGITS);
    return home.store().maintenance("migration", REASON).namespace(name);
  }

  @Override
  public Set<String> write(Move move, List<Verdict.Goes> going, Work work) {
    if (!going.isEmpty()) {
      namespace(move).upsert(going.stream().map(Verdict.Goes::record).toList(), work);
    }
    return Set.of();
  }

  /** Keeps what a comparison saw, unless the twin is being erased. */
  void compared(MoveState state, MoveState.Verified seen) throws InterruptedException {
    Optional<Work> admitted = admissions.admitAll(state.move().uids());
    if (admitted.isPresent()) {
      try (Work work = admitted.get()) {
        rehearsals.verified(state.move().namespace(), seen, work);
      }
    }
  }

  /** Drops what a rehearsal wrote of one namespace. False when it is an erasure's to do. */
  boolean remove(MoveState state) throws InterruptedException {
    Optional<Work> admitted = admissions.admitAll(state.move().uids());
    if (admitted.isEmpty()) {
      return false;
    }
    try (Work work = admitted.get()) {
      drop(state, work);
    }
    return true;
  }

  /** Drops what nobody rehearses any more: it began before the moment, and no job goes on. */
  void sweep(Instant before) throws InterruptedException {
    for (MoveState state : rehearsals.all()) {
      if (state.acceptedAt().isBefore(before)) {
        remove(state);
      }
    }
  }

  /** How many vectors and rehearsals there are of the scopes. */
  long count(Collection<UUID> uids) {
    return rehearsals.of(uids).stream().mapToLong(one -> 1 + listed(namespace(one.move()))).sum();
  }

  /** Deletes them; returns how many there were. */
  long delete(Collection<UUID> uids, Work work) {
    return rehearsals.of(uids).stream().mapToLong(one -> drop(one, work)).sum();
  }

  private long drop(MoveState state, Work work) {
    NamespaceVectors namespace = namespace(state.move());
    long before = listed(namespace);
    namespace.drop(work);
    long left = listed(namespace);
    if (left > 0) {
      return before - left;
    }
    rehearsals.forget(state.move().namespace(), work);
    return before + 1;
  }

  private static long listed(NamespaceReader namespace) {
    long[] count = {0};
    namespace.list("", LegacyIndex.call(), page -> count[0] += page.size());
    return count[0];
  }
}
