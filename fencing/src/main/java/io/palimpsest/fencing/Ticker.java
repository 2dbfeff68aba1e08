package io.palimpsest.fencing;

/**
 * One process's own monotonic clock. Readings of two processes are never compared; the clock must
 * run on while the process is stopped.
 */
@FunctionalInterface
public interface Ticker {
  /** Nanoseconds since some fixed point of this process's own past. */
  long nanos();

  /** The clock of this virtual machine. */
  static Ticker system() {
    return System::nanoTime;
  }
}
