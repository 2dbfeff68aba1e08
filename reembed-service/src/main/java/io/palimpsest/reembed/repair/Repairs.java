package io.palimpsest.reembed.repair;

import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Hold;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.index.Assignment;
import io.palimpsest.reembed.index.Plan;
import io.palimpsest.reembed.index.WriteStage;
import io.palimpsest.reembed.index.Written;
import io.palimpsest.reembed.ledger.Intent;
import io.palimpsest.reembed.ledger.IntentWatch;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.vectorstore.NamespaceVectors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Puts right what was found, the way every write goes: admitted, under an intent, by
 * compare-and-set on the row that was looked at. Whoever changed the row meanwhile keeps it.
 */
final class Repairs {
  private static final int AT_ONCE = 50;
  private final ComparedTarget target;
  private final WriteStage writing;
  private final Admissions admissions;
  private final IntentWatch watch;
  private final Caretakers caretakers;

  Repairs(Repairable side, Admissions admissions, IntentWatch watch) {
    this.target = side.target();
    this.writing = side.writing();
    this.admissions = admissions;
    this.watch = watch;
    this.caretakers = new Caretakers(admissions, target.rows());
  }

  /** Deletes orphans; returns how many are gone. */
  long remove(Home home, Map<String, Optional<LedgerRow>> orphans, Hold hold)
      throws InterruptedException {
    Map<String, List<String>> byEntity = new HashMap<>();
    orphans
        .keySet()
        .forEach(id -> byEntity.computeIfAbsent(Home.entity(id), e -> new ArrayList<>()).add(id));
    List<String> ofNobodyEver = new ArrayList<>();
    List<Assignment> assignments = new ArrayList<>();
    byEntity.forEach(
        (entity, ids) -> {
          Optional<LedgerRow> row = orphans.getOrDefault(ids.getFirst(), Optional.empty());
          row.or(() -> home.caretaker(entity).map(e -> Caretakers.of(home, e, target.name())))
              .ifPresentOrElse(
                  found -> assignments.add(removal(home, found, ids)),
                  () -> ofNobodyEver.addAll(ids));
        });
    long removed = removeUnclaimed(home, ofNobodyEver);
    for (int from = 0; from < assignments.size(); from += AT_ONCE) {
      hold.check();
      removed += write(assignments.subList(from, Math.min(assignments.size(), from + AT_ONCE)));
    }
    return removed;
  }

  /**
   * Takes away what is left here of an admission that was erased, vectors first: a row of it that a
   * restore brought back after the name was admitted again. As long as it stands no entity of the
   * present tenant can have its id, so the delete meets nothing of theirs. Of a tenant that came
   * back the row's path shows it; of what lies below a living tenant a row does not show whether
   * its erasure still waits for a hold.
   *
   * @param erased a fenced uid for which leave to come back was given, if one was told
   * @return how many vectors were deleted
   */
  long bury(Home home, Collection<LedgerRow> rows, Optional<UUID> erased, Hold hold)
      throws InterruptedException {
    long deleted = 0;
    for (LedgerRow row : rows) {
      List<UUID> uids = row.entity().uids();
      boolean isOfNobodyHere =
          !uids.contains(home.uids().getLast()) || erased.filter(uids::contains).isPresent();
      if (isOfNobodyHere && admissions.anyFenced(uids)) {
        hold.check();
        deleted += bury(home, row);
      }
    }
    return deleted;
  }

  private long bury(Home home, LedgerRow row) throws InterruptedException {
    Optional<Work> admitted = admissions.admitAll(home.uids());
    if (admitted.isEmpty()) {
      return 0;
    }
    Set<String> ids = new HashSet<>(row.ids());
    ids.addAll(row.unsure());
    try (Work work = admitted.get()) {
      target.store().forTenant(home.handle()).deleteIds(ids, work);
      target.rows().drop(row, work);
    }
    return ids.size();
  }

  /** Ends what a crash of this job left standing. */
  void clear(Home home, Collection<LedgerRow> rows, Hold hold) throws InterruptedException {
    List<LedgerRow> left = rows.stream().filter(Caretakers::isOne).toList();
    if (left.isEmpty()) {
      return;
    }
    hold.pause(admissions.waitForIntent());
    for (LedgerRow row :
        target.ledger().read(left.stream().map(LedgerRow::key).toList()).values()) {
      if (row.intent().isPresent()) {
        write(List.of(removal(home, row, List.copyOf(row.unsure()))));
      } else {
        caretakers.leave(row);
      }
    }
  }

  /**
   * Makes rows due again: their next event, or the same one once more, writes what drifted and
   * leaves the rest alone. Until then the row says that nothing is known of the drifted vectors.
   * Those that are due already stay as they are.
   */
  int makeDue(Collection<Rows.Drifted> found) throws InterruptedException {
    List<Rows.Drifted> drifted = found.stream().filter(one -> !Judge.isDue(one.row())).toList();
    List<LedgerRow> due = drifted.stream().map(one -> due(one.row(), intent(one))).toList();
    Map<RowKey, Written> written = writing.advance(due);
    Set<RowKey> attempted =
        drifted.stream()
            .map(Rows.Drifted::row)
            .filter(row -> row.intent().isPresent())
            .map(LedgerRow::key)
            .collect(Collectors.toSet());
    List<LedgerRow> done =
        due.stream().filter(row -> written.get(row.key()) instanceof Written.Done).toList();
    done.stream().filter(row -> !attempted.contains(row.key())).forEach(watch::nothingIsSent);
    return done.size();
  }

  /** What an attempt before left open stays open: its ids are as unsure as before. */
  private static Intent intent(Rows.Drifted drifted) {
    return drifted
        .row()
        .intent()
        .map(open -> new Intent(UUID.randomUUID(), open.writes(), open.deletes()))
        .orElseGet(() -> new Intent(UUID.randomUUID(), drifted.drift().keySet(), Set.of()));
  }

  private static LedgerRow due(LedgerRow row, Intent intent) {
    return new LedgerRow(
        row.key(),
        row.entity(),
        row.version(),
        Math.max(0, row.revision() - 1),
        row.deleted(),
        row.rendering(),
        "",
        row.metadataHash(),
        row.chunks(),
        Optional.of(intent));
  }

  private static Assignment removal(Home home, LedgerRow row, List<String> ids) {
    LedgerRow after =
        new LedgerRow(
            row.key(),
            row.entity(),
            row.version(),
            row.revision(),
            row.deleted(),
            row.rendering(),
            row.contentHash(),
            row.metadataHash(),
            row.chunks(),
            Optional.empty());
    return new Assignment(
        new Plan.Replace(row, List.of(), List.of(), ids, row.chunks().size(), after),
        home.handle(),
        List.of());
  }

  private long write(List<Assignment> assignments) throws InterruptedException {
    Map<RowKey, Written> written = writing.write(assignments);
    long removed = 0;
    for (Assignment assignment : assignments) {
      LedgerRow row = assignment.plan().before();
      if (written.get(row.key()) instanceof Written.Done) {
        removed += assignment.plan().remove().size();
        if (Caretakers.isOne(row)) {
          caretakers.leave(row.atVersion(row.version() + 2));
        }
      }
    }
    return removed;
  }

  /** Ids that no entity can have: no live vector is ever met. */
  private long removeUnclaimed(Home home, List<String> ids) throws InterruptedException {
    if (ids.isEmpty()) {
      return 0;
    }
    Optional<Work> admitted = admissions.admitAll(home.uids());
    if (admitted.isEmpty()) {
      return 0;
    }
    NamespaceVectors namespace = target.store().forTenant(home.handle());
    try (Work work = admitted.get()) {
      namespace.deleteIds(ids, work);
    }
    return ids.size();
  }
}
