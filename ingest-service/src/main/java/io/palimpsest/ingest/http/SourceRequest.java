package io.palimpsest.ingest.http;

import io.palimpsest.ingest.source.DraftContent;
import io.palimpsest.ingest.source.SourceDraft;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A knowledge source to create or to replace, its content as text or by content id.
 *
 * @param title title; required
 * @param mediaType media type of the content; text/plain when left out
 * @param language BCP 47 tag
 * @param metadata own metadata: strings, numbers, booleans, lists of strings
 * @param content the text
 * @param contentId what an upload answered, instead of the text
 */
@Schema(
    examples =
        """
        {"title": "Handbook", "media_type": "text/markdown", "language": "en",
         "metadata": {"topic": "onboarding", "pages": 12}, "content": "# Welcome"}
        """)
public record SourceRequest(
    @Nullable String title,
    @Nullable String mediaType,
    @Nullable String language,
    @Nullable Map<String, @Nullable Object> metadata,
    @Nullable String content,
    @Nullable String contentId) {
  private static final String UNKNOWN_TYPE = "application/octet-stream";

  /**
   * The same with the type that the part of a form names, unless the fields name one. What a
   * browser says of a file that it does not know says nothing.
   */
  SourceRequest typed(@Nullable String ofPart) {
    return mediaType != null || ofPart == null || ofPart.startsWith(UNKNOWN_TYPE)
        ? this
        : new SourceRequest(title, ofPart, language, metadata, content, contentId);
  }

  SourceDraft toDraft() {
    return draft(DraftContent.ofFields(content, contentId));
  }

  /** The source with content that came as a file. */
  SourceDraft toDraft(DraftContent file) {
    return draft(file);
  }

  private SourceDraft draft(DraftContent given) {
    String type = mediaType == null ? "text/plain" : mediaType;
    return SourceDraft.checked(title, type, language, metadata, given);
  }
}
