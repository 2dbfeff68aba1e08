package io.palimpsest.local.vectors.index;

/**
 * What an index is made for; fixed when it is created.
 *
 * @param dimension number of floats in every dense vector
 */
public record IndexSpec(String name, int dimension, Metric metric) {
  /** Source: limits page of the API's documentation. */
  public static final int MOST_DIMENSIONS = 20_000;

  public IndexSpec {
    if (dimension < 1 || dimension > MOST_DIMENSIONS) {
      throw new IllegalArgumentException(
          "dimension must be between 1 and %d, not %d".formatted(MOST_DIMENSIONS, dimension));
    }
  }
}
