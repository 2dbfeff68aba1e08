package io.palimpsest.reembed.repair;

import io.palimpsest.jobs.Hold;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.vectorstore.NamespaceReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the store to the ledger: which vectors of a namespace nobody knows. The store is read before
 * the ledger: whoever writes opens an intent first, so what a live write has put there is never
 * unknown.
 */
final class Orphans {
  private static final int CHUNK = 500;
  private final ComparedTarget target;

  Orphans(ComparedTarget target) {
    this.target = target;
  }

  /**
   * What a namespace holds.
   *
   * @param vectors how many there are
   * @param orphans ids that are unknown, with the rows whose place they are in, if there is one
   */
  record Found(long vectors, Map<String, Optional<LedgerRow>> orphans) {}

  Found find(Home home, Hold hold) throws InterruptedException {
    NamespaceReader namespace = target.reader(home);
    List<String> suspects = new ArrayList<>();
    long[] vectors = {0};
    namespace.list(
        "",
        target.listing(),
        ids -> {
          hold.check();
          vectors[0] += ids.size();
          suspects.addAll(unknown(home, ids));
        });
    return new Found(vectors[0], confirmed(home, namespace, suspects, hold));
  }

  private List<String> unknown(Home home, List<String> ids) {
    Map<String, LedgerRow> owners = owners(home, ids);
    Map<String, Set<String>> known = new HashMap<>();
    owners.forEach((entity, row) -> known.put(entity, row.ids()));
    List<String> unknown =
        ids.stream()
            .filter(
                id -> {
                  LedgerRow row = owners.get(Home.entity(id));
                  return row == null
                      || (row.intent().isEmpty()
                          && !known.getOrDefault(Home.entity(id), Set.of()).contains(id));
                })
            .toList();
    return withoutAdopted(home, unknown);
  }

  private Map<String, Optional<LedgerRow>> confirmed(
      Home home, NamespaceReader namespace, List<String> suspects, Hold hold)
      throws InterruptedException {
    Map<String, Optional<LedgerRow>> confirmed = new HashMap<>();
    if (!suspects.isEmpty()) {
      hold.pause(target.secondLook());
    }
    for (int from = 0; from < suspects.size(); from += CHUNK) {
      hold.check();
      List<String> ids = suspects.subList(from, Math.min(suspects.size(), from + CHUNK));
      Map<String, LedgerRow> before = owners(home, ids);
      Set<String> stored = namespace.fetch(ids, target.deadline()).keySet();
      Map<String, LedgerRow> after = owners(home, ids);
      for (String id : withoutAdopted(home, ids)) {
        String entity = Home.entity(id);
        if (stored.contains(id)
            && unmoved(before.get(entity), after.get(entity))
            && Judge.isOrphan(after.get(entity), id)) {
          confirmed.put(id, Optional.ofNullable(after.get(entity)));
        }
      }
    }
    return confirmed;
  }

  /** What was copied in is known, though no row names it. */
  private List<String> withoutAdopted(Home home, List<String> ids) {
    Set<String> adopted =
        ids.isEmpty() ? Set.of() : target.rows().adopted(target.name(), home.name(), ids);
    return ids.stream().filter(id -> !adopted.contains(id)).toList();
  }

  private static boolean unmoved(@Nullable LedgerRow before, @Nullable LedgerRow after) {
    return before == null || after == null
        ? before == after
        : before.key().equals(after.key()) && before.version() == after.version();
  }

  private Map<String, LedgerRow> owners(Home home, List<String> ids) {
    Set<String> entities = new HashSet<>();
    ids.forEach(id -> entities.add(Home.entity(id)));
    return target.rows().owners(target.name(), home.name(), entities);
  }
}
