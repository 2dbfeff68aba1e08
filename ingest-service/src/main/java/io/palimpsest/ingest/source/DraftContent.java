package io.palimpsest.ingest.source;

import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.entry.TextRules;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The content of a submitted source. */
public sealed interface DraftContent {
  /**
   * It came along.
   *
   * @param bytes read-only
   */
  record Given(ByteBuffer bytes) implements DraftContent {
    /** Guards the bytes. */
    public Given {
      bytes = bytes.asReadOnlyBuffer();
    }

    /** A copy of the bytes. */
    public byte[] copy() {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return copy;
    }
  }

  /**
   * It was uploaded before.
   *
   * @param contentId what the upload answered
   */
  record Uploaded(String contentId) implements DraftContent {}

  /** Content from the two fields of a submission: exactly one of them is there. */
  static DraftContent ofFields(@Nullable String text, @Nullable String contentId) {
    if ((text == null) == (contentId == null)) {
      throw TextRules.invalid("content", "exactly one of content and content_id is given");
    }
    if (contentId != null) {
      return new Uploaded(TextRules.required("content_id", contentId, 64));
    }
    String given = TextRules.present("content", text);
    DraftContent content = ofBytes(given.getBytes(StandardCharsets.UTF_8));
    TextRules.bounded("content", given, SourceDraft.LARGEST);
    return content;
  }

  /** Content that came as bytes. */
  static DraftContent ofBytes(byte[] bytes) {
    if (bytes.length > SourceDraft.LARGEST) {
      throw new RefusedException(
          Refusal.ofField(413, "content.too_large", "content", "has at most 8 MiB"));
    }
    return new Given(ByteBuffer.wrap(bytes));
  }
}
