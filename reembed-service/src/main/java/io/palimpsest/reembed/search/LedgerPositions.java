package io.palimpsest.reembed.search;

import io.palimpsest.reembed.find.Found;
import io.palimpsest.reembed.ledger.ChunkRef;
import io.palimpsest.reembed.ledger.Ledger;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.LedgerUnavailableException;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.vectorstore.Ownership;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Positions as the ledger has them: one look-up for all matches. An answer can do without. */
final class LedgerPositions implements ChunkPositions {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerPositions.class);

  private final Ledger ledger;
  private final String target;

  LedgerPositions(Ledger ledger, String target) {
    this.ledger = ledger;
    this.target = target;
  }

  @Override
  public List<OptionalInt> of(List<Found> matches) {
    List<RowKey> keys = matches.stream().flatMap(found -> row(found).stream()).distinct().toList();
    if (keys.isEmpty()) {
      return matches.stream().map(found -> OptionalInt.empty()).toList();
    }
    Map<RowKey, Map<String, Integer>> positions = positions(keys);
    return matches.stream()
        .map(
            found -> {
              Integer position =
                  row(found)
                      .map(key -> positions.getOrDefault(key, Map.of()))
                      .map(chunks -> chunks.get(found.match().id()))
                      .orElse(null);
              return position == null ? OptionalInt.empty() : OptionalInt.of(position);
            })
        .toList();
  }

  private Map<RowKey, Map<String, Integer>> positions(Collection<RowKey> keys) {
    try {
      Map<RowKey, Map<String, Integer>> positions = new HashMap<>();
      ledger.read(keys).forEach((key, row) -> positions.put(key, byId(row)));
      return positions;
    } catch (LedgerUnavailableException unavailable) {
      LOG.warn("positions left out: the ledger does not answer");
      return Map.of();
    }
  }

  private static Map<String, Integer> byId(LedgerRow row) {
    Map<String, Integer> positions = new HashMap<>();
    for (ChunkRef chunk : row.chunks()) {
      chunk.positions().stream().findFirst().ifPresent(at -> positions.put(chunk.id(), at));
    }
    return positions;
  }

  private Optional<RowKey> row(Found found) {
    return found
        .match()
        .metadata()
        .text(Ownership.SOURCE_UID)
        .map(uid -> new RowKey(UUID.fromString(uid), target));
  }
}
