package io.palimpsest.vectorstore;

import java.util.Arrays;

/**
 * The values of one dense vector: all finite, float32, at least one or {@link #NONE}. Immutable.
 */
public final class VectorValues {
  /** No values: the index computes them itself, from the text of the record. */
  public static final VectorValues NONE = new VectorValues(new float[0]);

  private final float[] values;

  private VectorValues(float[] values) {
    this.values = values;
  }

  /**
   * Copies the values.
   *
   * @throws InvalidVectorException when there are none, or one is NaN or infinite
   */
  public static VectorValues of(float... values) {
    if (values.length == 0) {
      throw new InvalidVectorException("vector", "has at least one value");
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new InvalidVectorException("vector", "every value is a finite float32");
      }
    }
    return new VectorValues(values.clone());
  }

  /** Number of values. */
  public int dimension() {
    return values.length;
  }

  /** The value at an index from 0. */
  public float get(int index) {
    return values[index];
  }

  /** A copy of the values. */
  public float[] toArray() {
    return values.clone();
  }

  /** Whether every value is zero: such a vector has no direction, so no neighbours. */
  public boolean isZero() {
    for (float value : values) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VectorValues that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "VectorValues[" + values.length + "]";
  }
}
