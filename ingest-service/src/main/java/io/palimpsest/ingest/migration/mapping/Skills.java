package io.palimpsest.ingest.migration.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.BsonValue;

/** M6: what a contract asked for. */
final class Skills {
  private static final int MOST = 10;

  private Skills() {}

  static List<String> of(LegacyRow row) {
    Map<String, String> firsts = new LinkedHashMap<>();
    row.field("skills_required").map(Skills::given).orElse(List.of()).stream()
        .map(String::strip)
        .filter(skill -> !skill.isEmpty())
        .forEach(skill -> firsts.putIfAbsent(skill.toLowerCase(Locale.ROOT), skill));
    return firsts.values().stream().limit(MOST).toList();
  }

  private static List<String> given(BsonValue value) {
    return Texts.ofArray(value)
        .orElseGet(() -> value.isString() ? inText(value.asString().getValue()) : List.of());
  }

  private static List<String> inText(String text) {
    return Texts.ofJson(text).orElseGet(() -> List.of(text.split(",", -1)));
  }
}
