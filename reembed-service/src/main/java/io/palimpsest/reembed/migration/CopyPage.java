package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Hold;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.migration.Adopting.Verdict;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.reembed.migration.MoveState.Copied;
import io.palimpsest.vectorstore.IdPage;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorStoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies one page of a namespace: what may go goes where vectors go, and how far it is becomes
 * durable.
 */
final class CopyPage {
  private static final Logger LOG = LoggerFactory.getLogger(CopyPage.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** So many of 3,072 values are below half a megabyte: a work ends well before its deadline. */
  private static final int AT_ONCE = 32;

  private final LegacyIndex legacy;
  private final Home home;
  private final Moves moves;
  private final Admissions admissions;
  private final Into into;

  /**
   * @param moves where it is kept how far a copy is
   * @param into where vectors go
   */
  CopyPage(LegacyIndex legacy, Home home, Moves moves, Admissions admissions, Into into) {
    this.legacy = legacy;
    this.home = home;
    this.moves = moves;
    this.admissions = admissions;
    this.into = into;
  }

  /** Where vectors go. */
  interface Into {
    /** Writes some; returns the sources that were submitted anew: nothing of them is left. */
    Set<String> write(Move move, List<Verdict.Goes> going, Work work);
  }

  /**
   * What became of a page.
   *
   * @param copied how far the move is now
   * @param stays what could not be copied
   * @param looked how many vectors were looked at
   */
  record Done(Copied copied, List<Verdict.Stays> stays, long looked) {}

  /**
   * Copies the page that follows; durable on return. Empty when the twin is fenced: what is being
   * erased is copied no more.
   *
   * @throws VectorStoreException when a store failed; the page may be copied again
   */
  Optional<Done> copy(MoveState state, Hold hold) throws InterruptedException {
    Move move = state.move();
    NamespaceReader from = legacy.namespace(move.namespace(), "copy " + state.plan());
    IdPage page = LegacyIndex.page(from, state.copied().token());
    String last = state.copied().last();
    for (String id : page.ids()) {
      last = NamespaceRoot.following(last, id);
    }
    hold.check();
    Map<String, StoredVector> found =
        page.ids().isEmpty() ? Map.of() : from.fetch(page.ids(), LegacyIndex.call());
    Adopting adopting =
        new Adopting(
            home.target(),
            state.model(),
            state.acceptedAt(),
            new CopyPlanner(home.registry())::isCreator);
    List<Verdict.Goes> going = new ArrayList<>();
    List<Verdict.Stays> staying = new ArrayList<>();
    for (String id : page.ids()) {
      StoredVector vector = found.get(id);
      if (vector != null) {
        switch (adopting.of(vector, move)) {
          case Verdict.Goes goes -> going.add(goes);
          case Verdict.Stays stays -> staying.add(stays);
        }
      }
    }
    Set<String> old = new HashSet<>();
    for (int at = 0; at < going.size(); at += AT_ONCE) {
      List<Verdict.Goes> some = going.subList(at, Math.min(going.size(), at + AT_ONCE));
      Optional<Set<String>> anew = waiting(move, hold, work -> into.write(move, some, work));
      if (anew.isEmpty()) {
        return Optional.empty();
      }
      old.addAll(anew.get());
    }
    Copied after = after(state.copied(), going, old, staying.size(), page, last);
    return waiting(move, hold, work -> moves.copied(state, after, work))
        .map(
            moved -> {
              if (!moved) {
                throw new IllegalStateException("the move was moved by somebody else");
              }
              return new Done(after, staying, page.ids().size());
            });
  }

  private interface Step<T> {
    T take(Work work);
  }

  /** A step in a work of its own; a store that takes no more is waited for. Empty when fenced. */
  private <T> Optional<T> waiting(Move move, Hold hold, Step<T> step) throws InterruptedException {
    while (true) {
      hold.check();
      Optional<Work> admitted = admissions.admitAll(move.uids());
      if (admitted.isEmpty()) {
        return Optional.empty();
      }
      Duration pause;
      try (Work work = admitted.get()) {
        return Optional.of(step.take(work));
      } catch (VectorStoreException.RateLimited e) {
        pause = e.retryAfter().orElse(PATIENCE);
      }
      LOG.info("copy waits, the store takes no more millis={}", pause.toMillis());
      hold.pause(pause);
    }
  }

  private static Copied after(
      Copied before,
      List<Verdict.Goes> going,
      Set<String> old,
      int staying,
      IdPage page,
      String last) {
    NamespaceRoot root = before.root();
    long superseded = 0;
    for (Verdict.Goes goes : going) {
      if (old.contains(goes.adopted().source())) {
        superseded++;
      } else {
        root.append(goes.record().id(), goes.leaf());
      }
    }
    return new Copied(
        page.next(),
        last,
        root.frontier().size(),
        before.rejected() + staying,
        before.superseded() + superseded,
        root.frontier().subtrees(),
        page.next().isEmpty());
  }
}
