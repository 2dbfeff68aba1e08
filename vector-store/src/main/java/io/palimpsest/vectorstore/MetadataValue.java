package io.palimpsest.vectorstore;

import java.util.List;

/** What a metadata field may hold: a string, a number, a boolean or a list of strings. */
public sealed interface MetadataValue {
  /** Largest whole number that the store's doubles keep exactly. */
  long MAX_EXACT = 1L << 53;

  /**
   * A string.
   *
   * @param value the string
   */
  record Text(String value) implements MetadataValue {}

  /**
   * A number; the store keeps doubles.
   *
   * @param value a finite number
   */
  record Numeric(double value) implements MetadataValue {
    /** Refuses what the store cannot keep. */
    public Numeric {
      if (!Double.isFinite(value)) {
        throw new InvalidVectorException("metadata", "numbers are finite");
      }
    }

    /** Whether this is a whole number that a double keeps exactly. */
    public boolean isWhole() {
      return value == Math.rint(value) && Math.abs(value) <= MAX_EXACT;
    }
  }

  /**
   * A boolean.
   *
   * @param value the boolean
   */
  record Flag(boolean value) implements MetadataValue {}

  /**
   * A list of strings.
   *
   * @param values the strings, in order
   */
  record TextList(List<String> values) implements MetadataValue {
    /** Copies the list. */
    public TextList {
      values = List.copyOf(values);
    }
  }

  /** A string. */
  static MetadataValue of(String value) {
    return new Text(value);
  }

  /** A boolean. */
  static MetadataValue of(boolean value) {
    return new Flag(value);
  }

  /** A number. */
  static MetadataValue of(double value) {
    return new Numeric(value);
  }

  /** A whole number; above 2^53 it is kept as a string, because a double would change it. */
  static MetadataValue of(long value) {
    return Math.abs(value) <= MAX_EXACT && value != Long.MIN_VALUE
        ? new Numeric(value)
        : new Text(Long.toString(value));
  }

  /** A list of strings. */
  static MetadataValue of(List<String> values) {
    return new TextList(values);
  }
}
