package io.palimpsest.vectorstore;

/** The rule of vector ids. */
final class VectorIds {
  private VectorIds() {}

  static void validate(String id) {
    if (id.isEmpty() || id.length() > VectorRecord.MAX_ID) {
      throw new InvalidVectorException("id", "1 to 512 characters");
    }
  }
}
