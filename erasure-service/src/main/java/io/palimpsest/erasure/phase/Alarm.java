package io.palimpsest.erasure.phase;

import io.palimpsest.erasure.model.ErasureRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How near a legal deadline is. Each alarm is raised once per deadline: an extension begins anew.
 */
public enum Alarm {
  /** A week is left. */
  WEEK(Duration.ofDays(7)),
  /** A day is left. */
  DAY(Duration.ofDays(1)),
  /** None is left. */
  BREACHED(Duration.ZERO);

  private final Duration left;

  Alarm(Duration left) {
    this.left = left;
  }

  /** Time left at which it is raised. */
  public Duration left() {
    return left;
  }

  /** Time left at which the earliest alarm is raised. */
  public static Duration earliest() {
    return WEEK.left;
  }

  /** The most urgent alarm that is due for a request and was not raised yet. */
  public static Optional<Alarm> due(ErasureRequest request, Instant now) {
    if (request.ended()) {
      return Optional.empty();
    }
    Optional<Alarm> reached = Optional.empty();
    for (Alarm alarm : values()) {
      if (!now.isBefore(request.dueAt().minus(alarm.left))) {
        reached = Optional.of(alarm);
      }
    }
    return reached.filter(alarm -> !alarm.raised(request));
  }

  public String code() {
    return "deadline." + name().toLowerCase(Locale.ROOT);
  }

  private boolean raised(ErasureRequest request) {
    String due = request.dueAt().toString();
    return request.journal().stream()
        .anyMatch(line -> line.what().equals(code()) && line.detail().equals(due));
  }
}
