package io.palimpsest.ingest.migration.mapping;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** M7: what was delivered, as far as the old rows tell. */
final class Deliverables {
  private static final int MOST = 5;
  private static final int LONGEST = 100;
  private static final String OTHER = "other";

  private Deliverables() {}

  /**
   * @param preferExisting whether a row's own list goes before what is made of title and task
   */
  static List<String> of(LegacyRow row, boolean preferExisting) {
    List<String> existing = preferExisting ? tidy(existing(row).stream()) : List.of();
    return existing.isEmpty()
        ? tidy(Stream.concat(row.text("job_title").stream(), task(row).stream()))
        : existing;
  }

  private static List<String> existing(LegacyRow row) {
    return row.field("deliverables").flatMap(Texts::ofArray).orElse(List.of());
  }

  private static Optional<String> task(LegacyRow row) {
    return row.said("task_type")
        .flatMap(type -> type.equals(OTHER) ? row.said("other_task_type") : Optional.of(type))
        .map(Deliverables::readable)
        .filter(task -> !task.isEmpty());
  }

  private static String readable(String name) {
    String spaced = name.replace('_', ' ').replace('-', ' ').strip();
    if (spaced.isEmpty()) {
      return spaced;
    }
    int first = spaced.codePointAt(0);
    return new StringBuilder(spaced.length())
        .appendCodePoint(Character.toUpperCase(first))
        .append(spaced, Character.charCount(first), spaced.length())
        .toString();
  }

  private static List<String> tidy(Stream<String> texts) {
    return texts
        .map(String::strip)
        .map(Deliverables::cut)
        .filter(text -> !text.isEmpty())
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)).strip();
  }
}
