package io.palimpsest.local.vectors.index;

import java.util.Locale;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.VectorUtil;

/** How two vectors compare: which function the graph is built with, and the score that is told. */
public enum Metric {
  COSINE(VectorSimilarityFunction.COSINE, true) {
    @Override
    float score(float[] query, float[] stored) {
      return (float) VectorUtil.cosine(query, stored);
    }
  },
  DOTPRODUCT(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT, true) {
    @Override
    float score(float[] query, float[] stored) {
      return VectorUtil.dotProduct(query, stored);
    }
  },
  /** The score is the squared distance: the smaller, the nearer. */
  EUCLIDEAN(VectorSimilarityFunction.EUCLIDEAN, false) {
    @Override
    float score(float[] query, float[] stored) {
      return VectorUtil.squareDistance(query, stored);
    }
  };

  private final VectorSimilarityFunction function;
  private final boolean higherIsNearer;

  Metric(VectorSimilarityFunction function, boolean higherIsNearer) {
    this.function = function;
    this.higherIsNearer = higherIsNearer;
  }

  abstract float score(float[] query, float[] stored);

  VectorSimilarityFunction function() {
    return function;
  }

  /** Compares scores so that the nearer sorts first. */
  int compare(float left, float right) {
    return higherIsNearer ? Float.compare(right, left) : Float.compare(left, right);
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
