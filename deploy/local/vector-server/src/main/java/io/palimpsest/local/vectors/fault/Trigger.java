package io.palimpsest.local.vectors.fault;

import java.util.random.RandomGenerator;

/**
 * When a fault fires, among the calls that it is aimed at.
 *
 * @param skip how many are let through first
 * @param every from then on each so-many-th
 * @param probability and of those this share
 * @param times and no more often than this
 */
record Trigger(long skip, long every, double probability, long times) {
  Trigger {
    if (skip < 0 || every < 1 || times < 1) {
      throw new IllegalArgumentException("skip must be >= 0, every and times >= 1");
    }
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException("probability must be above 0 and at most 1");
    }
  }

  /**
   * Whether it fires.
   *
   * @param seen how many calls came before this one
   * @param fired how often it fired before
   */
  boolean fires(long seen, long fired, RandomGenerator random) {
    return seen >= skip
        && fired < times
        && (seen - skip + 1) % every == 0
        && (probability == 1 || random.nextDouble() < probability);
  }
}
