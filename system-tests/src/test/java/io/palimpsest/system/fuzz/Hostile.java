package io.palimpsest.system.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Values that nobody sends who means well, and some that people do. */
final class Hostile {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int DEEP = 1_500;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "coach",
          "null",
          "true",
          "-1",
          "0",
          "1e999",
          "NaN",
          "99999999999999999999",
          "..",
          "../../internal/keys",
          "a/b",
          "a%2fb",
          "a;b=c",
          "\u0000",
          "a\u0000b",
          "\u200b\u200b",
          "\ufeff",
          "\u202e",
          "\u0301\u0301",
          "\ud83d\udc69\u200d\ud83d\ude80",
          "{\"$ne\":null}",
          "$where",
          "' OR 1=1 --",
          "<script>alert(1)</script>",
          "a".repeat(200),
          "x".repeat(9_000),
          "6f1c1d6e-52c5-4a5b-9d38-0c7a3a0a7d0e",
          "2026-02-30T25:61:00Z",
          "-PT1S",
          "P99999999D",
          "1s",
          "TWIN",
          "UNKNOWN",
          "application/x",
          "==",
          "AAAA");

  private static final List<String> MEDIA_TYPES =
      List.of(
          "x",
          "/",
          "*/*",
          "a/b/c",
          "application/json; charset=none-such",
          "application/json;;;",
          "application/json; =",
          "text/plain",
          "text/plain; charset=\"",
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "multipart/form-data; boundary=x",
          "application/x-www-form-urlencoded",
          "application/x-ndjson",
          "application/merge-patch+json",
          "audio/mpeg");

  private final Random random;

  Hostile(long seed) {
    this.random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  String text() {
    return once(8) ? noise() : any(TEXTS);
  }

  String mediaType(List<String> described) {
    return described.isEmpty() || once(3) ? any(MEDIA_TYPES) : any(described);
  }

  /** A value that fits the schema, more or less. */
  JsonNode value(Described api, JsonNode schema, int depth) {
    if (once(6)) {
      return odd();
    }
    JsonNode type = api.resolved(schema);
    JsonNode kind = type.path("type");
    String name = kind.isArray() ? kind.path(0).asText() : kind.asText();
    return switch (name) {
      case "object" -> object(api, type, depth);
      case "array" -> list(api, type, depth);
      case "integer" -> JSON.numberNode(any(List.of(0L, 1L, -1L, 7L, Long.MAX_VALUE)));
      case "number" -> JSON.numberNode(any(List.of(0.0, 0.5, -1.0, 1e300)));
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      default ->
          type.has("enum")
              ? JSON.textNode(type.path("enum").path(0).asText())
              : JSON.textNode(text());
    };
  }

  /** The bytes of a JSON value, not always in one piece. */
  byte[] bytes(JsonNode value) {
    String json = value.toString();
    byte[] good = json.getBytes(StandardCharsets.UTF_8);
    return switch (below(14)) {
      case 0 -> new byte[0];
      case 1 -> json.substring(0, json.length() / 2).getBytes(StandardCharsets.UTF_8);
      case 2 -> (json + " {}").getBytes(StandardCharsets.UTF_8);
      case 3 -> twice(json).getBytes(StandardCharsets.UTF_8);
      case 4 -> ("[".repeat(DEEP) + "]".repeat(DEEP)).getBytes(StandardCharsets.UTF_8);
      case 5 -> flipped(good);
      case 6 -> noise().getBytes(StandardCharsets.UTF_16LE);
      default -> good;
    };
  }

  private JsonNode object(Described api, JsonNode type, int depth) {
    ObjectNode object = JSON.objectNode();
    if (depth < 5) {
      type.path("properties")
          .properties()
          .forEach(
              field -> {
                if (!once(4)) {
                  object.set(field.getKey(), value(api, field.getValue(), depth + 1));
                }
              });
    }
    if (once(8)) {
      object.set(text(), odd());
    }
    return object;
  }

  private JsonNode list(Described api, JsonNode type, int depth) {
    ArrayNode list = JSON.arrayNode();
    int length = any(List.of(0, 1, 2, 3, 200));
    for (int at = 0; at < length && depth < 5; at++) {
      list.add(value(api, type.path("items"), depth + 1));
    }
    return list;
  }

  private JsonNode odd() {
    return switch (below(8)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.arrayNode().addNull();
      case 2 -> JSON.objectNode();
      case 3 -> JSON.numberNode(new java.math.BigDecimal("1e400"));
      case 4 -> JSON.booleanNode(true);
      case 5 -> JSON.arrayNode();
      default -> JSON.textNode(text());
    };
  }

  private String noise() {
    StringBuilder noise = new StringBuilder();
    int length = 1 + below(40);
    for (int at = 0; at < length; at++) {
      noise.appendCodePoint(1 + below(0x2ff));
    }
    return noise.toString();
  }

  private byte[] flipped(byte[] bytes) {
    if (bytes.length > 0) {
      bytes[below(bytes.length)] ^= (byte) (1 << below(8));
    }
    return bytes;
  }

  private static String twice(String json) {
    return json.startsWith("{") && json.length() > 2
        ? "{" + json.substring(1, json.length() - 1) + "," + json.substring(1)
        : json;
  }
}
