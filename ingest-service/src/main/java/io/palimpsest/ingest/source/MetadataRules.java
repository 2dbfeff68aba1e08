package io.palimpsest.ingest.source;

import io.palimpsest.ingest.entry.TextRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What callers may say about a source in their own words. */
final class MetadataRules {
  /** Names by which vectors say whose they are, and what search shows: never a caller's. */
  static final Set<String> RESERVED =
      Set.of(
          "creator_id",
          "twin_id",
          "source_id",
          "org_id",
          "profile_id",
          "item_id",
          "creator_uid",
          "twin_uid",
          "source_uid",
          "org_uid",
          "profile_uid",
          "item_uid",
          "model",
          "chunker",
          "revision",
          "chunk_text",
          "title",
          "content_hash");

  private static final String FIELD = "metadata";
  private static final int MOST_NAMES = 64;
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_TEXT = 4_096;
  private static final int MOST_TEXTS = 256;

  /** Vectors carry the metadata next to the chunk's text, 40 KB in all. */
  private static final int LARGEST = 16 * 1024;

  private MetadataRules() {}

  static Map<String, Object> checked(@Nullable Map<String, @Nullable Object> metadata) {
    if (metadata == null) {
      return Map.of();
    }
    if (metadata.size() > MOST_NAMES) {
      throw TextRules.invalid(FIELD, "has at most " + MOST_NAMES + " names");
    }
    Map<String, Object> checked = new HashMap<>();
    metadata.forEach((name, value) -> checked.put(name(name), value(name, value)));
    if (weight(checked) > LARGEST) {
      throw TextRules.invalid(FIELD, "has at most 16 KiB in all");
    }
    return checked;
  }

  private static String name(String name) {
    TextRules.required(FIELD, name, LONGEST_NAME);
    if (name.startsWith("$") || RESERVED.contains(name)) {
      throw TextRules.invalid(FIELD, "names do not start with '$' and are none of the reserved");
    }
    return name;
  }

  private static Object value(String name, @Nullable Object value) {
    String field = FIELD + "." + name;
    return switch (value) {
      case String text -> TextRules.bounded(field, text, LONGEST_TEXT);
      case Boolean flag -> flag;
      case Integer whole -> whole.longValue();
      case Long whole -> whole;
      case Double real when Double.isFinite(real) -> real;
      case List<?> texts -> texts(field, texts);
      case null, default ->
          throw TextRules.invalid(
              field, "is a string, a 64-bit number, a boolean or a list of strings");
    };
  }

  private static List<String> texts(String field, List<?> texts) {
    if (texts.size() > MOST_TEXTS || !texts.stream().allMatch(String.class::isInstance)) {
      throw TextRules.invalid(field, "is a list of at most " + MOST_TEXTS + " strings");
    }
    return texts.stream()
        .map(text -> TextRules.bounded(field, (String) text, LONGEST_TEXT))
        .toList();
  }

  private static int weight(Map<String, Object> metadata) {
    return metadata.entrySet().stream()
        .mapToInt(entry -> entry.getKey().length() + entry.getValue().toString().length())
        .sum();
  }
}
