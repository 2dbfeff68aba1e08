package io.palimpsest.local.vectors.fault;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a JSON object, each with its rule. */
final class Fields {
  private final JsonObject json;

  Fields(JsonObject json) {
    this.json = json;
  }

  /** Refuses fields that nobody would read: a misspelt one would be a fault that never fires. */
  void checkKnown(Set<String> known) {
    for (String field : json.fieldNames()) {
      if (!known.contains(field)) {
        throw new Problem(field, "is not one of " + known.stream().sorted().toList());
      }
    }
  }

  String text(String field) {
    @Nullable String text = optionalText(field);
    if (text == null || text.isEmpty()) {
      throw new Problem(field, "is required");
    }
    return text;
  }

  @Nullable String optionalText(String field) {
    Object value = json.getValue(field);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new Problem(field, "must be a string");
  }

  long number(String field, long otherwise) {
    double value = decimal(field, otherwise);
    if (value != Math.rint(value)) {
      throw new Problem(field, "must be a whole number");
    }
    return (long) value;
  }

  double decimal(String field, double otherwise) {
    Object value = json.getValue(field);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw new Problem(field, "must be a number");
  }

  boolean flag(String field, boolean otherwise) {
    Object value = json.getValue(field);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new Problem(field, "must be true or false");
  }

  Duration millis(String field) {
    return Duration.ofMillis(number(field, 0));
  }

  List<String> texts(String field) {
    Object value = json.getValue(field);
    if (value == null) {
      return List.of();
    }
    if (value instanceof JsonArray array && array.stream().allMatch(String.class::isInstance)) {
      return array.stream().map(String.class::cast).toList();
    }
    throw new Problem(field, "must be a list of strings");
  }
}
