package io.palimpsest.vectorstore;

/**
 * How a vector came to be.
 *
 * @param model name of the embedding model
 * @param chunker name and version of the splitter
 * @param revision revision of the entity at the vector's own last write
 */
public record Provenance(String model, String chunker, long revision) {
  /** Refuses what cannot be provenance. */
  public Provenance {
    if (model.isBlank() || chunker.isBlank() || revision < 1) {
      throw new InvalidVectorException(
          "provenance", "names model and chunker, and a revision from 1");
    }
  }
}
