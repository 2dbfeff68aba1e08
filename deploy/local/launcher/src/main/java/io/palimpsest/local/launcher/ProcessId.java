package io.palimpsest.local.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, told from a later one that got the same number.
 *
 * @param number of the process
 * @param started when it began
 */
record ProcessId(long number, Instant started) {

  /** The system tells the start with different precision to different askers. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  static ProcessId of(ProcessHandle process) {
    return new ProcessId(process.pid(), startOf(process));
  }

  /** Reads what {@link #text} wrote; empty when it is something else. */
  static Optional<ProcessId> parse(String text) {
    String[] words = text.strip().split(" ");
    return words.length == 2
        ? Optional.of(new ProcessId(Long.parseLong(words[0]), Instant.parse(words[1])))
        : Optional.empty();
  }

  String text() {
    return number + " " + started;
  }

  /** The process if it still runs. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(number)
        .filter(ProcessHandle::isAlive)
        .filter(
            process -> Duration.between(started, startOf(process)).abs().compareTo(TOLERANCE) < 0);
  }

  private static Instant startOf(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }
}
