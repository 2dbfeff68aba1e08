package io.palimpsest.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** JSON as the tests read and write it. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static String write(Object value) {
    return MAPPER.valueToTree(value).toString();
  }

  /** The document, or a missing node for what is none. */
  static JsonNode read(String text) {
    try {
      return text.isBlank() ? MissingNode.getInstance() : MAPPER.readTree(text);
    } catch (JsonProcessingException noJson) {
      return MissingNode.getInstance();
    }
  }
}
