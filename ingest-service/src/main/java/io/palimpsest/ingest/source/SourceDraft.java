package io.palimpsest.ingest.source;

import io.palimpsest.ingest.entry.TextRules;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A source as it was submitted, its content not stored yet; made by {@link #checked} it keeps the
 * rules.
 *
 * @param title title
 * @param mediaType media type, without parameters
 * @param language BCP 47 tag, or null
 * @param metadata the caller's own
 * @param content the content as it came
 */
public record SourceDraft(
    String title,
    String mediaType,
    @Nullable String language,
    Map<String, Object> metadata,
    DraftContent content) {
  /** Largest content, in bytes. */
  public static final int LARGEST = 8 * 1024 * 1024;

  private static final int LONGEST_TITLE = 500;

  /** Copies the metadata. */
  public SourceDraft {
    metadata = Map.copyOf(metadata);
  }

  /**
   * A draft that keeps the rules.
   *
   * @throws io.palimpsest.ingest.entry.RefusedException names the first field that breaks one
   */
  public static SourceDraft checked(
      @Nullable String title,
      @Nullable String mediaType,
      @Nullable String language,
      @Nullable Map<String, @Nullable Object> metadata,
      DraftContent content) {
    return new SourceDraft(
        TextRules.required("title", title, LONGEST_TITLE),
        MediaTypes.checked(mediaType),
        language(language),
        MetadataRules.checked(metadata),
        content);
  }

  private static @Nullable String language(@Nullable String tag) {
    if (tag == null) {
      return null;
    }
    try {
      return new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
    } catch (IllformedLocaleException notOne) {
      throw TextRules.invalid("language", "is a BCP 47 language tag, such as en or pt-BR");
    }
  }
}
