package io.palimpsest.reembed.index;

import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.ledger.Ledger;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Carries out assignments together, in as many rounds as the longest one needs. One outcome for
 * each; none is ever thrown for another's fault. Thread-safe.
 */
public final class WriteStage {
  private static final Written MOVED = new Written.Unfinished("route.moved", Duration.ZERO);
  private final Destinations destinations;
  private final Round round;
  private final Advances advances;
  private final Admissions admissions;
  private final int most;

  private WriteStage(
      Destinations destinations, Round round, Advances advances, Admissions admissions, int most) {
    this.destinations = destinations;
    this.round = round;
    this.advances = advances;
    this.admissions = admissions;
    this.most = most;
  }

  /**
   * A stage over one index.
   *
   * @param destinations says at each step whether this index is still written
   * @param store the index
   * @param ledger holds rows and intents
   * @param admissions give work
   * @param rules bounds of intents and retries
   * @param meter counts what goes to the store
   * @param steps is told before every step
   */
  public static WriteStage over(
      Destinations destinations,
      VectorStore store,
      Ledger ledger,
      Admissions admissions,
      WriteRules rules,
      WriteMeter meter,
      Step steps) {
    Resilience resilience =
        new Resilience(rules.firstDelay(), rules.longestDelay(), admissions.deadline(), meter);
    Senders senders = new Senders(new StoreSender(store, resilience, steps, meter));
    return new WriteStage(
        destinations,
        new Round(ledger, senders, admissions, steps),
        new Advances(ledger, admissions, steps),
        admissions,
        rules.vectorsPerIntent());
  }

  /** Puts rows whose vectors are as they should be already; no request goes to the store. */
  public Map<RowKey, Written> advance(List<LedgerRow> rows) throws InterruptedException {
    Map<RowKey, Written> outcomes = new HashMap<>();
    outcomes.putAll(advances.put(written(rows, row -> row, outcomes)));
    return outcomes;
  }

  private record Progress(Assignment assignment, LedgerRow row, List<VectorRecord> left) {}

  private record Attempt(Progress progress, Slice slice) {}

  /** Carries them out; the keys of their rows are distinct. */
  public Map<RowKey, Written> write(List<Assignment> assignments) throws InterruptedException {
    Map<RowKey, Written> outcomes = new HashMap<>();
    List<Progress> pending = new ArrayList<>();
    for (Assignment assignment : assignments) {
      pending.add(new Progress(assignment, assignment.plan().before(), assignment.records()));
    }
    while (!pending.isEmpty()) {
      pending = next(pending, outcomes);
    }
    return outcomes;
  }

  private List<Progress> next(List<Progress> pending, Map<RowKey, Written> outcomes)
      throws InterruptedException {
    List<Attempt> attempts =
        written(pending, Progress::row, outcomes).stream().map(this::attempt).toList();
    Map<RowKey, Written> results = round.run(attempts.stream().map(Attempt::slice).toList());
    List<Progress> further = new ArrayList<>();
    for (Attempt attempt : attempts) {
      RowKey key = attempt.progress().row().key();
      Written result = results.getOrDefault(key, new Written.Lost());
      if (result instanceof Written.Done done) {
        goOn(attempt.progress(), attempt.slice())
            .ifPresentOrElse(further::add, () -> outcomes.put(key, ended(done, attempt.slice())));
      } else {
        outcomes.put(key, result);
      }
    }
    return further;
  }

  /** Those whose target is still written; of the others nothing is written any more. */
  private <T> List<T> written(
      List<T> all, Function<T, LedgerRow> row, Map<RowKey, Written> outcomes) {
    List<T> written = new ArrayList<>();
    for (T one : all) {
      LedgerRow now = row.apply(one);
      if (destinations.include(now.entity().tenant(), now.key().target())) {
        written.add(one);
      } else {
        outcomes.put(now.key(), MOVED);
      }
    }
    return written;
  }

  private Attempt attempt(Progress progress) {
    return new Attempt(
        progress, Slicer.next(progress.assignment(), progress.row(), progress.left(), most));
  }

  private static Optional<Progress> goOn(Progress progress, Slice slice) {
    return slice.last() || slice.closed().intent().isPresent()
        ? Optional.empty()
        : Optional.of(new Progress(progress.assignment(), slice.closed(), left(progress, slice)));
  }

  /** Ids of an older intent are still unsure: like every open intent they are waited for. */
  private Written ended(Written.Done done, Slice slice) {
    return slice.last()
        ? done
        : new Written.Unfinished("ledger.open_intent", admissions.waitForIntent());
  }

  private static List<VectorRecord> left(Progress progress, Slice slice) {
    Set<String> written = slice.writes().stream().map(VectorRecord::id).collect(Collectors.toSet());
    return progress.left().stream().filter(record -> !written.contains(record.id())).toList();
  }
}
