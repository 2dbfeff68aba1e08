package io.palimpsest.benchmarks.row;

/** How much a second. */
final class Rates {
  private Rates() {}

  static double of(int count, Runnable work) {
    long began = System.nanoTime();
    work.run();
    return count / ((System.nanoTime() - began) / 1e9);
  }
}
