package io.palimpsest.reembed.migration;

import io.palimpsest.audit.tree.Hash;
import io.palimpsest.jobs.Hold;
import io.palimpsest.reembed.migration.Adopting.Verdict;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.reembed.migration.MoveState.Verified;
import io.palimpsest.vectorstore.IdPage;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.StoredVector;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Compares a legacy namespace with what was copied of it: ids and contents, never counts alone.
 * First along the old side, then along the new one; each side's root is taken on the way. Reads
 * only, in bounded memory but for the differences, which are kept up to a bound.
 */
final class Comparison {
  private static final int MOST_DIFFERENCES = 10_000;
  private final LegacyIndex legacy;
  private final Home home;
  private final Clock clock;

  Comparison(LegacyIndex legacy, Home home, Clock clock) {
    this.legacy = legacy;
    this.home = home;
    this.clock = clock;
  }

  /**
   * A vector that is not as it should be.
   *
   * @param kind {@code missing}, {@code extra} or {@code different}
   * @param id its id
   */
  record Difference(String kind, String id) {}

  /**
   * What was seen.
   *
   * @param verified in numbers
   * @param differences each of them, up to a bound
   */
  record Result(Verified verified, List<Difference> differences) {}

  /**
   * Compares.
   *
   * @param job id of the job that looks
   */
  Result of(MoveState state, UUID job, Hold hold) {
    Pass pass = new Pass(state);
    pass.oldSide(hold);
    pass.newSide(hold);
    return pass.result(job);
  }

  /** One comparison under way. */
  private final class Pass {
    private final Move move;
    private final NamespaceReader from;
    private final NamespaceReader into;
    private final Adopting adopting;
    private final NamespaceRoot before = new NamespaceRoot();
    private final NamespaceRoot after = new NamespaceRoot();
    private final List<Difference> differences = new ArrayList<>();
    private final Map<String, Long> counts = new HashMap<>();

    Pass(MoveState state) {
      move = state.move();
      from = legacy.namespace(move.namespace(), "verify " + state.plan());
      into = home.namespace(move);
      adopting =
          new Adopting(
              home.target(),
              state.model(),
              state.acceptedAt(),
              new CopyPlanner(home.registry())::isCreator);
    }

    void oldSide(Hold hold) {
      String last = "";
      IdPage page = new IdPage(List.of(), "");
      do {
        hold.check();
        page = LegacyIndex.page(from, page.next());
        Map<String, StoredVector> old = fetch(from, page.ids());
        Map<String, StoredVector> copies = fetch(into, page.ids());
        Set<String> submitted =
            home.submitted(
                move,
                old.values().stream().map(one -> LegacyMetadata.source(one.metadata())).toList());
        for (String id : page.ids()) {
          last = NamespaceRoot.following(last, id);
          StoredVector vector = old.get(id);
          if (vector != null) {
            compare(vector, copies.get(id), submitted);
          }
        }
      } while (!page.next().isEmpty());
    }

    private void compare(
        StoredVector vector,
        @org.jspecify.annotations.Nullable StoredVector copy,
        Set<String> submitted) {
      if (submitted.contains(LegacyMetadata.source(vector.metadata()))) {
        count("superseded");
        return;
      }
      if (!(adopting.of(vector, move) instanceof Verdict.Goes goes)) {
        count("rejected");
        return;
      }
      count("vectors");
      before.append(vector.id(), goes.leaf());
      if (copy == null || !isCopy(copy)) {
        note("missing", vector.id());
      } else if (!leaf(copy).equals(goes.leaf())
          || !copy.metadata().equals(goes.record().metadata())) {
        note("different", vector.id());
      }
    }

    void newSide(Hold hold) {
      IdPage page = new IdPage(List.of(), "");
      do {
        hold.check();
        page = LegacyIndex.page(into, page.next());
        Map<String, StoredVector> copies = new HashMap<>(fetch(into, page.ids()));
        copies.values().removeIf(copy -> !isCopy(copy));
        Set<String> old = fetch(from, List.copyOf(copies.keySet())).keySet();
        for (String id : page.ids()) {
          StoredVector copy = copies.get(id);
          if (copy != null) {
            after.append(id, leaf(copy));
            if (!old.contains(id)) {
              note("extra", id);
            }
          }
        }
      } while (!page.next().isEmpty());
    }

    private Map<String, StoredVector> fetch(NamespaceReader namespace, List<String> ids) {
      return ids.isEmpty() ? Map.of() : namespace.fetch(ids, LegacyIndex.call());
    }

    private boolean isCopy(StoredVector vector) {
      return LegacyMetadata.copiedFrom(vector.metadata())
          .filter(move.namespace()::equals)
          .isPresent();
    }

    private static Hash leaf(StoredVector copy) {
      return NamespaceRoot.leaf(copy, LegacyMetadata.original(copy.metadata()));
    }

    private void note(String kind, String id) {
      count(kind);
      if (differences.size() < MOST_DIFFERENCES) {
        differences.add(new Difference(kind, id));
      }
    }

    private void count(String kind) {
      counts.merge(kind, 1L, Long::sum);
    }

    private long counted(String kind) {
      return counts.getOrDefault(kind, 0L);
    }

    Result result(UUID job) {
      return new Result(
          new Verified(
              job,
              clock.instant(),
              counted("vectors"),
              counted("missing"),
              counted("extra"),
              counted("different"),
              counted("rejected"),
              counted("superseded"),
              before.value(),
              after.value()),
          differences);
    }
  }
}
