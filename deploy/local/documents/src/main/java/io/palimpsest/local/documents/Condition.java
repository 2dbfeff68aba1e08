package io.palimpsest.local.documents;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A field must equal, or contain, one of some values.
 *
 * @param values scalars, so that equality needs no rules of its own
 */
record Condition(String field, List<Object> values) {

  Condition {
    values = List.copyOf(values);
  }

  /** The condition of one entry of a query, if it is of this kind. */
  static Optional<Condition> of(String field, @Nullable Object value) {
    if (value != null && isScalar(value)) {
      return Optional.of(new Condition(field, List.of(value)));
    }
    if (!field.startsWith("$") && value instanceof Document operators) {
      return ofOperators(field, operators);
    }
    return Optional.empty();
  }

  /** Others beside {@code $eq} and {@code $in} only narrow further. */
  private static Optional<Condition> ofOperators(String field, Document operators) {
    Object equal = operators.get("$eq");
    if (equal != null && isScalar(equal)) {
      return Optional.of(new Condition(field, List.of(equal)));
    }
    return operators.get("$in") instanceof Collection<?> among
            && among.stream().allMatch(Condition::isScalar)
        ? Optional.of(new Condition(field, List.copyOf(among)))
        : Optional.empty();
  }

  static boolean isScalar(@Nullable Object value) {
    return value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof UUID
        || value instanceof ObjectId;
  }
}
