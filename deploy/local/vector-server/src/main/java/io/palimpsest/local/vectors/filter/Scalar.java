package io.palimpsest.local.vectors.filter;

/** A value that a filter compares with. */
sealed interface Scalar {
  record Text(String value) implements Scalar {}

  record Number(double value) implements Scalar {
    public Number {
      value = value == 0.0 ? 0.0 : value; // -0.0 equals 0.0
    }
  }

  record Flag(boolean value) implements Scalar {}
}
