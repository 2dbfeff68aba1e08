package io.palimpsest.ingest.http;

import io.palimpsest.ingest.entry.Precondition;
import io.palimpsest.ingest.entry.Terms;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One line of a bulk submission of sources: a source with its id.
 *
 * @param sourceId id of the source; required
 * @param title title; required
 * @param mediaType media type of the content; text/plain when left out
 * @param language BCP 47 tag
 * @param metadata own metadata
 * @param content the text
 * @param contentId what an upload answered, instead of the text
 * @param ifRevision applied only at this revision, 0 for 'does not exist'
 */
@Schema(
    examples =
        """
        {"source_id": "handbook", "title": "Handbook", "content": "Welcome."}
        """)
public record SourceLine(
    @Nullable String sourceId,
    @Nullable String title,
    @Nullable String mediaType,
    @Nullable String language,
    @Nullable Map<String, @Nullable Object> metadata,
    @Nullable String content,
    @Nullable String contentId,
    @Nullable Long ifRevision) {
  SourceRequest source() {
    return new SourceRequest(title, mediaType, language, metadata, content, contentId);
  }

  Terms terms() {
    return ifRevision == null ? Terms.PLAIN : Terms.PLAIN.when(Precondition.ofRevision(ifRevision));
  }
}
