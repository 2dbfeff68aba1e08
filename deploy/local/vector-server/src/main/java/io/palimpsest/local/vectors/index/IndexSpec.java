package io.palimpsest.local.vectors.index;

/**
 * What an index is made for; fixed when it is created.
 *
 * @param type what its vectors are
 * @param dimension number of floats in every dense vector; 0 in a sparse index
 * @param metric how two vectors compare; sparse ones by their dot product
 */
public record IndexSpec(String name, VectorType type, int dimension, Metric metric) {
  /** Source: limits page of the API's documentation. */
  public static final int MOST_DIMENSIONS = 20_000;

  public IndexSpec {
    switch (type) {
      case DENSE -> {
        if (dimension < 1 || dimension > MOST_DIMENSIONS) {
          throw new IllegalArgumentException(
              "dimension must be between 1 and %d, not %d".formatted(MOST_DIMENSIONS, dimension));
        }
      }
      case SPARSE -> {
        if (dimension != 0 || metric != Metric.DOTPRODUCT) {
          throw new IllegalArgumentException(
              "a sparse index has no dimension, and its metric is dotproduct");
        }
      }
    }
  }

  /** An index of dense vectors. */
  public static IndexSpec dense(String name, int dimension, Metric metric) {
    return new IndexSpec(name, VectorType.DENSE, dimension, metric);
  }

  /** An index of sparse vectors. */
  public static IndexSpec sparse(String name) {
    return new IndexSpec(name, VectorType.SPARSE, 0, Metric.DOTPRODUCT);
  }

  /** Whether a record may have a sparse vector, beside its dense one or alone. */
  boolean holdsSparse() {
    return metric == Metric.DOTPRODUCT;
  }
}
