package io.palimpsest.vectorstore;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Metadata of a vector: flat, no nulls, keys in a stable order.
 *
 * @param values values by key
 */
public record Metadata(Map<String, MetadataValue> values) {
  /** The store's limit per record: "40 KB of metadata" (docs.pinecone.io, database limits). */
  public static final int MAX_BYTES = 40 * 1024;

  private static final Metadata EMPTY = new Metadata(Map.of());

  /** Copies the map; refuses blank keys and keys that look like operators. */
  public Metadata {
    for (String key : values.keySet()) {
      if (key.isBlank() || key.startsWith("$")) {
        throw new InvalidVectorException(
            "metadata", "keys are not blank and do not start with '$'");
      }
    }
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** No metadata. */
  public static Metadata empty() {
    return EMPTY;
  }

  /** A builder without entries. */
  public static Builder builder() {
    return new Builder();
  }

  /** The value of a key. */
  public Optional<MetadataValue> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The value of a key, when it is a string. */
  public Optional<String> text(String key) {
    return values.get(key) instanceof MetadataValue.Text text
        ? Optional.of(text.value())
        : Optional.empty();
  }

  /** The value of a key, when it is a number. */
  public Optional<Double> number(String key) {
    return values.get(key) instanceof MetadataValue.Numeric number
        ? Optional.of(number.value())
        : Optional.empty();
  }

  /** Size as compact JSON in UTF-8, escapes included: what the store's limit counts. */
  public int sizeInBytes() {
    return MetadataSize.of(this);
  }

  /** Collects entries in order. Not for several threads. */
  public static final class Builder {
    private final Map<String, MetadataValue> values = new LinkedHashMap<>();

    private Builder() {}

    /** Sets an entry; a later one of the same key wins. */
    public Builder put(String key, MetadataValue value) {
      values.put(key, value);
      return this;
    }

    /** Sets a string. */
    public Builder put(String key, String value) {
      return put(key, MetadataValue.of(value));
    }

    /** Sets all entries of other metadata. */
    public Builder putAll(Metadata other) {
      values.putAll(other.values());
      return this;
    }

    /** The metadata. */
    public Metadata build() {
      return new Metadata(values);
    }
  }
}
