package io.palimpsest.ingest.source;

import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.entry.TextRules;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The media types that can be made searchable. */
final class MediaTypes {
  /** What is accepted, parameters left out. */
  public static final List<String> ACCEPTED =
      List.of(
          "text/plain",
          "text/markdown",
          "text/x-rst",
          "text/prs.fallenstein.rst",
          "text/html",
          "application/pdf",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

  private static final String FIELD = "media_type";

  private MediaTypes() {}

  /** The media type without parameters, or a refusal. */
  public static String checked(@Nullable String mediaType) {
    String bare = TextRules.required(FIELD, mediaType, 200).split(";", 2)[0];
    String name = bare.trim().toLowerCase(Locale.ROOT);
    if (name.startsWith("audio/") || name.startsWith("video/")) {
      throw refused("no transcriber is configured: set palimpsest.transcriber.*");
    }
    if (!ACCEPTED.contains(name)) {
      throw refused("is one of " + String.join(", ", ACCEPTED));
    }
    return name;
  }

  private static RefusedException refused(String rule) {
    return new RefusedException(Refusal.ofField(415, "media_type.unsupported", FIELD, rule));
  }
}
