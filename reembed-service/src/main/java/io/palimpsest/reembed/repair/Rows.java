package io.palimpsest.reembed.repair;

import io.palimpsest.jobs.Hold;
import io.palimpsest.reembed.ledger.ChunkRef;
import io.palimpsest.reembed.ledger.Intent;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.StoredVector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** From the ledger to the store: which vectors are not what their rows say. */
final class Rows {
  private static final int PAGE = 50;
  private final ComparedTarget target;
  private final Judge judge;
  private final Duration unfinishedAfter;

  /**
   * @param unfinishedAfter time after which none of an intent's requests can take effect any more
   */
  Rows(ComparedTarget target, Duration unfinishedAfter) {
    this.target = target;
    this.judge = new Judge(target.model());
    this.unfinishedAfter = unfinishedAfter;
  }

  /**
   * A row with what is wrong with it.
   *
   * @param row as it was at the last look
   * @param drift by id of the vector; empty when the row itself is unfinished, or due
   */
  record Drifted(LedgerRow row, Map<String, Drift> drift) {}

  /**
   * What a page of rows holds.
   *
   * @param rows all of them
   * @param vectors how many vectors they name
   * @param drifted those with which something is wrong
   */
  record Found(List<LedgerRow> rows, long vectors, List<Drifted> drifted) {}

  Found find(Home home, Cursor.Rows place, Hold hold) throws InterruptedException {
    Optional<RowKey> after =
        place.after().isEmpty()
            ? Optional.empty()
            : Optional.of(new RowKey(place.uid(), target.name()));
    List<LedgerRow> rows = target.rows().page(target.name(), home.name(), after, PAGE);
    long vectors = rows.stream().mapToLong(row -> row.chunks().size()).sum();
    List<Drifted> suspects = look(target.reader(home), rows, hold);
    rows.stream()
        .filter(row -> Judge.isDue(row) || (row.intent().isPresent() && !Caretakers.isOne(row)))
        .forEach(row -> suspects.add(new Drifted(row, Map.of())));
    return new Found(rows, vectors, suspects.isEmpty() ? List.of() : again(home, suspects, hold));
  }

  private List<Drifted> again(Home home, List<Drifted> suspects, Hold hold)
      throws InterruptedException {
    boolean anyOpen = suspects.stream().anyMatch(one -> one.row().intent().isPresent());
    hold.pause(anyOpen ? longer(target.secondLook(), unfinishedAfter) : target.secondLook());
    List<RowKey> keys = suspects.stream().map(one -> one.row().key()).toList();
    Map<RowKey, LedgerRow> before = target.ledger().read(keys);
    List<Drifted> found = look(target.reader(home), List.copyOf(before.values()), hold);
    Map<RowKey, LedgerRow> after = target.ledger().read(keys);
    List<Drifted> confirmed = new ArrayList<>();
    for (Drifted one : found) {
      LedgerRow now = after.get(one.row().key());
      if (now != null && now.version() == one.row().version()) {
        confirmed.add(one);
      }
    }
    suspects.stream()
        .filter(
            one ->
                isStillOpen(one.row(), after.get(one.row().key()))
                    || isStillDue(one.row(), after.get(one.row().key())))
        .forEach(confirmed::add);
    return confirmed;
  }

  private static boolean isStillOpen(LedgerRow then, @Nullable LedgerRow now) {
    Optional<UUID> open = then.intent().map(Intent::id);
    return open.isPresent() && now != null && now.intent().map(Intent::id).equals(open);
  }

  private static boolean isStillDue(LedgerRow then, @Nullable LedgerRow now) {
    return Judge.isDue(then) && now != null && now.version() == then.version();
  }

  /** Rows with an open intent are left out: nothing is known of them. */
  private List<Drifted> look(NamespaceReader namespace, List<LedgerRow> rows, Hold hold) {
    List<LedgerRow> known = rows.stream().filter(row -> row.intent().isEmpty()).toList();
    List<String> ids = known.stream().flatMap(row -> row.ids().stream()).toList();
    hold.check();
    Map<String, StoredVector> stored =
        ids.isEmpty() ? Map.of() : namespace.fetch(ids, target.deadline());
    List<Drifted> found = new ArrayList<>();
    for (LedgerRow row : known) {
      Map<String, Drift> drift = drift(row, stored);
      if (!drift.isEmpty()) {
        found.add(new Drifted(row, drift));
      }
    }
    return found;
  }

  private Map<String, Drift> drift(LedgerRow row, Map<String, StoredVector> stored) {
    Map<String, Drift> drift = new HashMap<>();
    for (ChunkRef chunk : row.chunks()) {
      judge
          .vector(row, chunk, stored.get(chunk.id()))
          .ifPresent(what -> drift.put(chunk.id(), what));
    }
    return drift;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
