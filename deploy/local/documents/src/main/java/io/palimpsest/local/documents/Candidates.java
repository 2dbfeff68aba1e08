package io.palimpsest.local.documents;

import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Narrows a query down to few documents before they are looked at.
 *
 * <p>Candidates are a superset of the answer: every one of them is still matched against the whole
 * query. So an index may be coarse, but must never leave a document out.
 */
final class Candidates {

  private Candidates() {}

  /**
   * Positions of all documents that may match; empty when no index helps.
   *
   * @param indexes of the collection
   */
  static Optional<Collection<Object>> of(Document query, List<Index<Object>> indexes) {
    return conditions(query)
        .flatMap(condition -> indexes.stream().map(index -> lookup(index, condition)))
        .flatMap(Optional::stream)
        .min(Comparator.comparingInt(Collection::size));
  }

  /** The conditions on one field each that must all hold. */
  private static Stream<Condition> conditions(Document query) {
    return query.entrySet().stream()
        .flatMap(
            entry ->
                entry.getKey().equals("$and")
                    ? ((Collection<?>) entry.getValue())
                        .stream().flatMap(part -> conditions((Document) part))
                    : Condition.of(entry.getKey(), entry.getValue()).stream());
  }

  private static Optional<Collection<Object>> lookup(Index<Object> index, Condition condition) {
    return switch (index) {
      case FieldIndex fields -> fields.lookup(condition);
      case PartialIndex partial -> Optional.empty();
      case UniqueIndex unique -> lookupUnique(unique, condition);
      default -> Optional.empty();
    };
  }

  private static Optional<Collection<Object>> lookupUnique(UniqueIndex index, Condition condition) {
    if (index.getKeys().size() != 1
        || !index.getKeys().getFirst().getKey().equals(condition.field())) {
      return Optional.empty();
    }
    List<Object> positions = new ArrayList<>();
    for (Object value : condition.values()) {
      Document query = new Document(condition.field(), value);
      if (!index.canHandle(query)) {
        return Optional.empty();
      }
      index.getPositions(query).forEach(positions::add);
    }
    return Optional.of(positions.stream().filter(Objects::nonNull).distinct().toList());
  }
}
