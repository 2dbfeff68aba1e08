package io.palimpsest.vectorstore;

/**
 * The text behind a vector.
 *
 * @param text the text that was embedded
 * @param title title of the source or item
 * @param hash digest of the text
 */
public record VectorContent(String text, String title, String hash) {
  /**
   * The whole metadata of a vector: content, provenance and ownership over the caller's. Reserved
   * keys of the caller are ignored, so nothing that a caller sends can change whose a vector is.
   */
  public Metadata owned(Ownership ownership, Provenance provenance, Metadata callers) {
    Metadata.Builder metadata = Metadata.builder();
    callers
        .values()
        .forEach(
            (key, value) -> {
              if (!Ownership.RESERVED.contains(key)) {
                metadata.put(key, value);
              }
            });
    metadata
        .put(Ownership.CHUNK_TEXT, text)
        .put(Ownership.TITLE, title)
        .put(Ownership.CONTENT_HASH, hash)
        .put(Ownership.MODEL, provenance.model())
        .put(Ownership.CHUNKER, provenance.chunker())
        .put(Ownership.REVISION, MetadataValue.of(provenance.revision()));
    ownership.describe(metadata);
    return metadata.build();
  }
}
