package io.palimpsest.local.vectors.index;

import java.util.Locale;

/** What the vectors of an index are. */
public enum VectorType {
  /** A number in each of a fixed count of dimensions. */
  DENSE,
  /** A few numbers, each with the dimension that it stands in. */
  SPARSE;

  /** As the API calls it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
