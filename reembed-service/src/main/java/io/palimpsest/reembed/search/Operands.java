package io.palimpsest.reembed.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.vectorstore.MetadataValue;
import java.util.ArrayList;
import java.util.List;

/** Right-hand sides of conditions. */
final class Operands {
  static final int MAX_TEXT = 1_024;
  static final int MAX_VALUES = 1_000;

  private Operands() {}

  static MetadataValue plain(JsonNode node, String place) {
    if (node.isTextual() && node.textValue().length() <= MAX_TEXT) {
      return MetadataValue.of(node.textValue());
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return MetadataValue.of(node.longValue());
    }
    if (node.isNumber() && Double.isFinite(node.doubleValue())) {
      return MetadataValue.of(node.doubleValue());
    }
    if (node.isBoolean()) {
      return MetadataValue.of(node.booleanValue());
    }
    throw Refusals.filter(
        place, "values are strings of at most 1,024 characters, finite numbers or booleans");
  }

  static List<MetadataValue> list(JsonNode node, String place) {
    if (!node.isArray() || node.isEmpty() || node.size() > MAX_VALUES) {
      throw Refusals.filter(place, "$in and $nin take a list of 1 to 1,000 values");
    }
    List<MetadataValue> values = new ArrayList<>();
    node.forEach(value -> values.add(plain(value, place)));
    return values;
  }

  static boolean flag(JsonNode node, String place) {
    if (!node.isBoolean()) {
      throw Refusals.filter(place, "$exists takes true or false");
    }
    return node.booleanValue();
  }
}
