package io.palimpsest.deploy.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** A body as it may look: each field with a value that is at home there. */
final class Examples {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String UID = "6f1c1d6e-52c5-4a5b-9d38-0c7a3a0a7d0e";

  private final Fields fields;
  private final Map<String, String> texts;
  private final Map<String, String> missing = new TreeMap<>();

  /**
   * @param texts values of fields that are text, by name, or by the body's and the field's; numbers
   *     by both
   */
  Examples(Fields fields, Map<String, String> texts) {
    this.fields = fields;
    this.texts = texts;
  }

  /** Fields of text for which there is no value. */
  Map<String, String> missing() {
    return missing;
  }

  String of(Shape.Body body) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object(body, 0));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private ObjectNode object(Shape.Body body, int depth) {
    ObjectNode object = NODES.objectNode();
    for (Shape.Field field : fields.of(body)) {
      object.set(field.name(), node(body.name(), field.name(), field.shape(), depth));
    }
    return object;
  }

  private JsonNode node(String body, String name, Shape shape, int depth) {
    return switch (shape) {
      case Shape.Plain plain -> value(body, name, plain.kind());
      case Shape.OneOf some -> NODES.textNode(some.names().getFirst());
      case Shape.Many many -> {
        ArrayNode list = NODES.arrayNode();
        yield depth > 3 ? list : list.add(node(body, name, many.of(), depth + 1));
      }
      case Shape.Named named -> {
        ObjectNode object = NODES.objectNode();
        object.set(text(body, name + ".name"), node(body, name, named.of(), depth + 1));
        yield object;
      }
      case Shape.Body inner -> object(inner, depth + 1);
    };
  }

  private JsonNode value(String body, String name, String kind) {
    return switch (kind) {
      case "uid" -> NODES.textNode(UID);
      case "time" -> NODES.textNode("2026-11-29T12:00:00Z");
      case "whole number" ->
          NODES.numberNode(Long.parseLong(texts.getOrDefault(body + "." + name, "1")));
      case "number" -> NODES.numberNode(0.83);
      case "`true`, `false`" -> NODES.booleanNode(true);
      case "Base64" -> NODES.textNode("AAEC");
      case "any JSON", "any object" -> NODES.objectNode().put("lang", "en");
      default -> NODES.textNode(text(body, name));
    };
  }

  private String text(String body, String name) {
    String found = texts.getOrDefault(body + "." + name, texts.get(name));
    if (found == null) {
      missing.put(body + "." + name, name);
      return "";
    }
    return found;
  }
}
