package io.palimpsest.erasure.model;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * Where the time of a request went, in one line: each line of the journal with the milliseconds
 * since the last approval, names of participants beside what they did.
 */
public final class Timeline {
  private Timeline() {}

  /** The line; codes and numbers only. */
  public static String of(ErasureRequest request) {
    Instant approved = request.approvedAt();
    Instant zero = approved == null ? request.createdAt() : approved;
    return request.journal().stream()
        .map(line -> label(line) + "=" + Duration.between(zero, line.at()).toMillis())
        .collect(Collectors.joining(" "));
  }

  private static String label(JournalLine line) {
    boolean ofParticipant =
        line.what().equals("deleted") || line.what().equals("verified") || isStage(line);
    return ofParticipant ? line.what() + ":" + line.detail().split(",", 2)[0] : line.what();
  }

  private static boolean isStage(JournalLine line) {
    return line.what().equals("erase.intended");
  }
}
