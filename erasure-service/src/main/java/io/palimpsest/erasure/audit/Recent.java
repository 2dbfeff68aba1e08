package io.palimpsest.erasure.audit;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.tree.Hash;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The bytes of the newest entries, as digests: a repeat is compared with them. For one thread. */
final class Recent {
  private static final int KEPT = 20_000;

  private final Map<Place, Hash> kept =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Hash> eldest) {
          return size() > KEPT;
        }
      };

  private record Place(AuditSource source, long seq) {
    static Place of(Statement statement) {
      return new Place(statement.source(), statement.seq());
    }
  }

  void add(Statement entry, byte[] bytes) {
    kept.put(Place.of(entry), Hash.leaf(bytes));
  }

  /** Whether the entry of this source and number has the same bytes; empty when it is not kept. */
  Optional<Boolean> repeats(Statement statement, byte[] bytes) {
    Hash known = kept.get(Place.of(statement));
    return known == null ? Optional.empty() : Optional.of(known.equals(Hash.leaf(bytes)));
  }
}
