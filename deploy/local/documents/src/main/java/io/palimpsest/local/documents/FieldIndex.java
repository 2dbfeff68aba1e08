package io.palimpsest.local.documents;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An index that is not unique: for each of its fields, which documents have which value.
 *
 * <p>It lives in memory and is filled from the documents when the collection is opened, so it can
 * never disagree with them. Guarded by the collection's own lock.
 */
final class FieldIndex extends Index<Object> {

  private final Map<String, Map<Object, Set<Object>>> positionsByValue = new HashMap<>();

  FieldIndex(String name, List<IndexKey> keys) {
    // Sparse for the callers of remove(): no position is no contradiction.
    super(name, keys, true);
    keys().forEach(field -> positionsByValue.put(field, new HashMap<>()));
  }

  /** Positions of the documents that fulfil a condition; empty when the field is not indexed. */
  Optional<Collection<Object>> lookup(Condition condition) {
    Map<Object, Set<Object>> positions = positionsByValue.get(condition.field());
    if (positions == null) {
      return Optional.empty();
    }
    Set<Object> found = new LinkedHashSet<>();
    for (Object value : condition.values()) {
      found.addAll(positions.getOrDefault(normalised(value), Set.of()));
    }
    return Optional.of(found);
  }

  @Override
  public void add(Document document, Object position, MongoCollection<Object> collection) {
    forEachValue(
        document,
        (field, value) ->
            byValue(field).computeIfAbsent(value, it -> new LinkedHashSet<>()).add(position));
  }

  @Override
  public @Nullable Object remove(Document document) {
    Object position = document.get("_id");
    forEachValue(
        document,
        (field, value) ->
            byValue(field)
                .computeIfPresent(value, (it, positions) -> withoutPosition(positions, position)));
    return null;
  }

  private static @Nullable Set<Object> withoutPosition(
      Set<Object> positions, @Nullable Object position) {
    positions.remove(position);
    return positions.isEmpty() ? null : positions;
  }

  @Override
  public void updateInPlace(
      Document before, Document after, Object position, MongoCollection<Object> collection) {
    remove(before);
    add(after, position, collection);
  }

  private Map<Object, Set<Object>> byValue(String field) {
    return positionsByValue.computeIfAbsent(field, it -> new HashMap<>());
  }

  /** Each field with each of its scalar values; an array has several. */
  private void forEachValue(Document document, BiConsumer<String, Object> action) {
    List<String> fields = keys();
    for (KeyValue values : getKeyValues(document)) {
      for (int i = 0; i < fields.size(); i++) {
        Object value = values.get(i);
        if (Condition.isScalar(value)) {
          action.accept(fields.get(i), normalised(value));
        }
      }
    }
  }

  /** Numbers are equal across their types. */
  private static Object normalised(Object value) {
    return value instanceof Number number ? (Object) number.doubleValue() : value;
  }

  @Override
  public @Nullable Object getPosition(Document document) {
    return null;
  }

  @Override
  public void checkAdd(Document document, MongoCollection<Object> collection) {}

  @Override
  public void checkUpdate(Document before, Document after, MongoCollection<Object> collection) {}

  /** Asked for candidates only, see {@link #lookup}. */
  @Override
  public boolean canHandle(Document query) {
    return false;
  }

  @Override
  public Iterable<Object> getPositions(Document query) {
    return List.of();
  }

  @Override
  public long getCount() {
    return positionsByValue.values().stream().mapToLong(Map::size).sum();
  }

  @Override
  public long getDataSize() {
    return 0;
  }

  @Override
  public void drop() {
    positionsByValue.clear();
  }
}
