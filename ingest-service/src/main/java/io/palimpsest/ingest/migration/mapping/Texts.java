package io.palimpsest.ingest.migration.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonValue;

/**
 * Lists of texts in the forms that the old system wrote them: arrays, and JSON arrays in a text.
 */
final class Texts {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Texts() {}

  /** The texts of an array, what is none left out; empty when the value is no array. */
  static Optional<List<String>> ofArray(BsonValue value) {
    return value.isArray()
        ? Optional.of(
            value.asArray().stream()
                .filter(BsonValue::isString)
                .map(text -> text.asString().getValue())
                .toList())
        : Optional.empty();
  }

  /** The texts of a JSON array, what is none left out; empty when the text is no JSON array. */
  static Optional<List<String>> ofJson(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (node == null || !node.isArray()) {
        return Optional.empty();
      }
      List<String> texts = new ArrayList<>();
      node.forEach(
          element -> {
            if (element.isTextual()) {
              texts.add(element.textValue());
            }
          });
      return Optional.of(texts);
    } catch (JsonProcessingException plainText) {
      return Optional.empty();
    }
  }
}
