package io.palimpsest.benchmarks.row;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Vectors of which it does not matter what they are; the same ones in every run. */
final class RandomVectors {
  private final Random random = new Random(7);
  private final int dimension;

  RandomVectors(int dimension) {
    this.dimension = dimension;
  }

  List<float[]> next(int count) {
    return IntStream.range(0, count).mapToObj(any -> vector()).toList();
  }

  private float[] vector() {
    float[] values = new float[dimension];
    for (int at = 0; at < dimension; at++) {
      values[at] = (float) random.nextGaussian();
    }
    return values;
  }
}
