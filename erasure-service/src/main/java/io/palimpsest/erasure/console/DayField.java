package io.palimpsest.erasure.console;

import io.palimpsest.access.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** A day as a form has it. */
final class DayField {
  private DayField() {}

  /**
   * The beginning of the day in UTC, so that no deadline is later than it ought to be; null where
   * none was given.
   *
   * @throws ProblemException 400 when there is no such day
   */
  static @Nullable Instant read(String field, @Nullable String date) {
    if (date == null || date.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(date.strip()).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException malformed) {
      throw new ProblemException(
          400, "input.invalid", "there is no such day", field, "a date such as 2026-01-31");
    }
  }
}
