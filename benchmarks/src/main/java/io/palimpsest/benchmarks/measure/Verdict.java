package io.palimpsest.benchmarks.measure;

/** What rounds say of a goal. */
public enum Verdict {
  /** In every round. */
  MET,
  /** In no round. */
  MISSED,
  /** In some rounds: noise forbids a verdict. */
  NOISY
}
