package io.palimpsest.ingest.source;

import java.nio.ByteBuffer;

/** Where the content of a source is. */
public sealed interface SourceContent {
  /** Largest content that a document and its event carry themselves, in bytes. */
  int LARGEST_INLINE = 512 * 1024;

  /**
   * In the document itself.
   *
   * @param bytes read-only
   */
  record Inline(ByteBuffer bytes) implements SourceContent {
    /** Guards the bytes. */
    public Inline {
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
   * In the store of contents.
   *
   * @param contentId its id
   */
  record Stored(String contentId) implements SourceContent {}
}
