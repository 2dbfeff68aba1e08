package io.palimpsest.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A knowledge source to submit, its content as text.
 *
 * @param title title
 * @param mediaType IANA media type of the text, such as {@code text/markdown}
 * @param language BCP 47 tag
 * @param metadata own metadata: strings, numbers, booleans or lists of strings
 * @param content the text, up to 8 MiB in UTF-8
 */
public record Source(
    String title,
    String mediaType,
    @Nullable String language,
    Map<String, Object> metadata,
    String content) {
  /** Copies the metadata. */
  public Source {
    metadata = Map.copyOf(metadata);
  }

  /** Plain text without further metadata. */
  public static Source text(String title, String content) {
    return new Source(title, "text/plain", null, Map.of(), content);
  }
}
