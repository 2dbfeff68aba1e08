package io.palimpsest.reembed.repair;

import io.palimpsest.jobs.Hold;
import io.palimpsest.reembed.intake.ChangeScan;
import io.palimpsest.reembed.intake.ChangeScan.Seen;
import io.palimpsest.reembed.intake.ScanPlace;
import io.palimpsest.reembed.route.Debt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads again what is owed: each change where it was, or the newer one that is left behind it. */
final class Owed {
  private static final int PAGE = 500;
  private final ChangeScan scan;

  Owed(ChangeScan scan) {
    this.scan = scan;
  }

  /**
   * What was found.
   *
   * @param changes the newest one that was seen of each entity
   * @param gone what no topic holds any more: its entity was erased
   */
  record Found(Collection<Seen> changes, List<Debt> gone) {}

  Found find(List<Debt> debts, Hold hold) {
    Map<UUID, Debt> wanted = new HashMap<>();
    debts.forEach(debt -> wanted.put(debt.entity(), debt));
    Map<UUID, Seen> found = new HashMap<>();
    List<Debt> gone = new ArrayList<>();
    List<Debt> inOrder =
        debts.stream().sorted(Comparator.comparing(debt -> start(debt).offset())).toList();
    for (Debt debt : inOrder) {
      if (!found.containsKey(debt.entity()) && !seek(debt, wanted, found, hold)) {
        gone.add(debt);
      }
    }
    return new Found(List.copyOf(found.values()), gone);
  }

  /** Reads on from a debt's place until its change is there; false when there is none. */
  private boolean seek(Debt debt, Map<UUID, Debt> wanted, Map<UUID, Seen> found, Hold hold) {
    ScanPlace from = start(debt);
    Optional<ScanPlace> place = Optional.of(from);
    while (place.isPresent() && (debt.place().isEmpty() || place.get().samePartition(from))) {
      hold.check();
      ChangeScan.Page page = scan.read(place.get(), PAGE);
      page.seen().forEach(seen -> take(seen, wanted, found));
      if (found.containsKey(debt.entity())) {
        return true;
      }
      place = page.next();
    }
    return false;
  }

  private static void take(Seen seen, Map<UUID, Debt> wanted, Map<UUID, Seen> found) {
    UUID entity = seen.change().entity().uid();
    Debt debt = wanted.get(entity);
    if (debt != null && seen.change().revision() >= debt.revision()) {
      found.merge(
          entity,
          seen,
          (one, other) -> other.change().revision() >= one.change().revision() ? other : one);
    }
  }

  private static ScanPlace start(Debt debt) {
    return debt.place().orElse(ScanPlace.START);
  }
}
