package io.palimpsest.reembed.change;

import io.palimpsest.vectorstore.Metadata;

/** The state of an entity at one revision. */
public sealed interface Document {
  /** Title shown with a match. */
  String title();

  /** What its owner wants to filter by; never what the product itself writes. */
  Metadata metadata();

  /** Rough number of characters, known before anything is parsed. */
  int size();

  /** Bytes that are held as long as the change waits: of what is kept elsewhere there are none. */
  default long held() {
    return size();
  }

  /**
   * A portfolio item.
   *
   * @param title company of the item
   * @param metadata its fields
   * @param text the one text that is embedded
   */
  record Item(String title, Metadata metadata, String text) implements Document {
    @Override
    public int size() {
      return text.length();
    }
  }

  /**
   * A source with its content at hand.
   *
   * @param title its title
   * @param metadata the caller's metadata
   * @param mediaType media type of the content
   * @param content the document as it was submitted; not copied, never changed
   * @param sha256 digest of the content
   */
  @SuppressWarnings("ArrayRecordComponent") // up to 8 MiB: read once, compared by its digest
  record Source(String title, Metadata metadata, String mediaType, byte[] content, String sha256)
      implements Document {
    @Override
    public int size() {
      return content.length;
    }
  }

  /**
   * A source whose content is kept by ingest.
   *
   * @param title its title
   * @param metadata the caller's metadata
   * @param mediaType media type of the content
   * @param contentId where the content is
   * @param bytes its size
   * @param sha256 digest of the content
   */
  record Referenced(
      String title, Metadata metadata, String mediaType, String contentId, int bytes, String sha256)
      implements Document {
    @Override
    public int size() {
      return bytes;
    }

    @Override
    public long held() {
      return 0;
    }
  }
}
