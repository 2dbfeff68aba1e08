package io.palimpsest.reembed.index;

import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.fence.Admissions.Admitted;
import io.palimpsest.reembed.fence.Admissions.UnleasedException;
import io.palimpsest.reembed.fence.SettlingWork;
import io.palimpsest.reembed.ledger.Ledger;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.LedgerUnavailableException;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.reembed.ledger.Swap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * One intent of each row: open all, write, delete, wait until everything has settled, close all.
 * The deadline is the admission's, fixed before the intents are written. Opening and closing are
 * one request each for the whole round.
 */
final class Round {
  private final Ledger ledger;
  private final Senders senders;
  private final Admissions admissions;
  private final Step steps;

  /**
   * @param ledger holds the intents
   * @param senders write to the store
   * @param admissions give the work
   * @param steps is told before every step
   */
  Round(Ledger ledger, Senders senders, Admissions admissions, Step steps) {
    this.ledger = ledger;
    this.senders = senders;
    this.admissions = admissions;
    this.steps = steps;
  }

  Map<RowKey, Written> run(List<Slice> slices) throws InterruptedException {
    Map<RowKey, Written> outcomes = new HashMap<>();
    try {
      Admitted<Slice> all = admissions.admit(slices, slice -> slice.opened().entity());
      refuse(all, outcomes);
      attempt(all.admitted(), admissions.settling(all.work()), outcomes);
    } catch (UnleasedException e) {
      fill(outcomes, slices, new Written.Unfinished("fence.no_lease", Duration.ZERO));
    }
    return outcomes;
  }

  private void attempt(List<Slice> slices, SettlingWork work, Map<RowKey, Written> outcomes)
      throws InterruptedException {
    if (slices.isEmpty()) {
      return;
    }
    Map<RowKey, Sending> sent;
    List<Slice> opened;
    try (work) {
      steps.before(Step.Name.OPEN);
      opened = swap(slices, Slice::opened, work, outcomes);
      steps.before(Step.Name.WRITE);
      sent = senders.send(opened, work);
    } catch (DeadlinePassedException e) {
      fill(outcomes, slices, unfinished("ledger.deadline"));
      return;
    } catch (LedgerUnavailableException e) {
      fill(outcomes, slices, unfinished(e.reason()));
      return;
    }
    Thread.sleep(work.untilSettled());
    close(acknowledged(opened, sent, outcomes), sent, outcomes);
  }

  private List<Slice> acknowledged(
      List<Slice> opened, Map<RowKey, Sending> sent, Map<RowKey, Written> outcomes) {
    List<Slice> acknowledged = new ArrayList<>();
    for (Slice slice : opened) {
      RowKey key = slice.opened().key();
      switch (sent.get(key)) {
        case Sending.Acknowledged a -> acknowledged.add(slice);
        case Sending.Rejected(String reason) -> outcomes.put(key, new Written.Rejected(reason));
        case Sending.Unfinished(String reason) -> outcomes.put(key, unfinished(reason));
        case null -> outcomes.put(key, unfinished("store.not_sent"));
      }
    }
    return acknowledged;
  }

  private void close(List<Slice> slices, Map<RowKey, Sending> sent, Map<RowKey, Written> outcomes)
      throws InterruptedException {
    if (slices.isEmpty()) {
      return;
    }
    steps.before(Step.Name.CLOSE);
    try {
      Admitted<Slice> all = admissions.admit(slices, slice -> slice.closed().entity());
      refuse(all, outcomes);
      close(all, sent, outcomes);
    } catch (UnleasedException | DeadlinePassedException | LedgerUnavailableException e) {
      fill(outcomes, slices, unfinished("ledger.not_closed"));
    }
  }

  private void close(
      Admitted<Slice> all, Map<RowKey, Sending> sent, Map<RowKey, Written> outcomes) {
    try (Work work = all.work()) {
      for (Slice slice : swap(all.admitted(), Slice::closed, work, outcomes)) {
        RowKey key = slice.closed().key();
        if (sent.get(key) instanceof Sending.Acknowledged(OptionalLong lsn)) {
          outcomes.put(key, new Written.Done(lsn));
        }
      }
    }
  }

  private List<Slice> swap(
      List<Slice> slices,
      Function<Slice, LedgerRow> next,
      Work work,
      Map<RowKey, Written> outcomes) {
    if (slices.isEmpty()) {
      return List.of();
    }
    Map<RowKey, Swap> swaps = ledger.swap(slices.stream().map(next).toList(), work);
    List<Slice> winners = new ArrayList<>();
    for (Slice slice : slices) {
      RowKey key = slice.opened().key();
      switch (swaps.getOrDefault(key, Swap.MOVED_ON)) {
        case PUT -> winners.add(slice);
        case MOVED_ON -> outcomes.put(key, new Written.Lost());
        case TAKEN -> outcomes.put(key, unfinished("ledger.taken"));
      }
    }
    return winners;
  }

  private static void refuse(Admitted<Slice> all, Map<RowKey, Written> outcomes) {
    all.fenced()
        .forEach((slice, uid) -> outcomes.put(slice.opened().key(), new Written.Fenced(uid)));
  }

  private Written unfinished(String reason) {
    return new Written.Unfinished(reason, admissions.waitForIntent());
  }

  private static void fill(Map<RowKey, Written> outcomes, List<Slice> slices, Written outcome) {
    slices.forEach(slice -> outcomes.putIfAbsent(slice.opened().key(), outcome));
  }
}
