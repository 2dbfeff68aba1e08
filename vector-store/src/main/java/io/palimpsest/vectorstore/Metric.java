package io.palimpsest.vectorstore;

import java.util.Comparator;

/** How an index compares vectors, which says which scores are better. */
public enum Metric {
  /** Angle; higher is nearer. */
  COSINE(true),
  /** Product; higher is nearer. */
  DOTPRODUCT(true),
  /** Squared distance; lower is nearer. */
  EUCLIDEAN(false);

  private final boolean higherIsNearer;

  Metric(boolean higherIsNearer) {
    this.higherIsNearer = higherIsNearer;
  }

  /** Better scores first. */
  public Comparator<Float> nearestFirst() {
    return higherIsNearer ? Comparator.reverseOrder() : Comparator.naturalOrder();
  }

  /** Whether a score is at least as good as the bound. */
  public boolean reaches(float score, double bound) {
    return higherIsNearer ? score >= bound : score <= bound;
  }
}
