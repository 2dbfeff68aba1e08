package io.palimpsest.fencing;

import java.util.UUID;

/** What the process around a {@link WriterState} has to do next. */
sealed interface WriterStep {
  /** Publish the registration and report when it is acknowledged, or was not. */
  record Register(UUID id) implements WriterStep {}

  /**
   * Read fences and writers to the end asked for from now on, apply all, then report.
   *
   * @param id the id whose lease it renews
   * @param began the reading of the clock before anything was asked for
   */
  record Poll(UUID id, long began) implements WriterStep {}

  /** Publish that the fences up to the sequence are observed, and report. */
  record Observe(UUID id, long sequence) implements WriterStep {}

  /** Leave the id's tombstone, and report. */
  record Leave(UUID id) implements WriterStep {}

  /** Nothing to do for so many nanoseconds, unless something happens. */
  record Rest(long nanos) implements WriterStep {}

  /** The writer has stopped. */
  record Done() implements WriterStep {}
}
