package io.palimpsest.ingest.entry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules of text fields. Nothing is trimmed or mended: what does not fit is refused. */
public final class TextRules {
  private static final String CODE = "field.invalid";

  private TextRules() {}

  /** A text that must be there. */
  public static String required(String field, @Nullable String text, int longest) {
    if (text == null || text.isBlank()) {
      throw invalid(field, "is required and not blank");
    }
    return bounded(field, text, longest);
  }

  /** A text that may be absent, but not blank. */
  public static @Nullable String optional(String field, @Nullable String text, int longest) {
    return text == null ? null : required(field, text, longest);
  }

  /** A text that may be empty. */
  public static String bounded(String field, String text, int longest) {
    if (text.codePointCount(0, text.length()) > longest) {
      throw invalid(field, "has at most " + longest + " characters");
    }
    if (!wellFormed(text)) {
      throw invalid(field, "is well-formed Unicode without the character NUL");
    }
    return text;
  }

  /** A list of texts; absent is empty. */
  public static List<String> list(
      String field, @Nullable List<@Nullable String> texts, int most, int longest) {
    if (texts == null) {
      return List.of();
    }
    if (texts.size() > most) {
      throw invalid(field, "has at most " + most + " entries");
    }
    return texts.stream().map(text -> required(field, text, longest)).toList();
  }

  /** Something that must be there. */
  public static <T> T present(String field, @Nullable T value) {
    if (value == null) {
      throw invalid(field, "is required");
    }
    return value;
  }

  /** The refusal of a field's value. */
  public static RefusedException invalid(String field, String rule) {
    return new RefusedException(Refusal.ofField(400, CODE, field, rule));
  }

  /** Avro and MongoDB would silently change a lone surrogate, and NUL breaks other readers. */
  private static boolean wellFormed(String text) {
    return text.codePoints().noneMatch(point -> point == 0 || (point >= 0xD800 && point <= 0xDFFF));
  }
}
