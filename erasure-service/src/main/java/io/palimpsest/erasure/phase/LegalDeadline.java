package io.palimpsest.erasure.phase;

import java.time.Instant;
import java.time.ZoneOffset;

/** The legal clock: calendar months in UTC, counted from receipt, never restarted. */
public final class LegalDeadline {
  private static final int MONTHS = 1;
  private static final int EXTENSION = 2;

  private LegalDeadline() {}

  /** One calendar month after receipt; 31 January falls on the last day of February. */
  public static Instant of(Instant receivedAt) {
    return plus(receivedAt, MONTHS);
  }

  /** The same, extended once by two further months. */
  public static Instant extended(Instant receivedAt) {
    return plus(receivedAt, MONTHS + EXTENSION);
  }

  private static Instant plus(Instant receivedAt, int months) {
    return receivedAt.atOffset(ZoneOffset.UTC).plusMonths(months).toInstant();
  }
}
