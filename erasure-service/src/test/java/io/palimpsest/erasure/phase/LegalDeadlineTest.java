package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegalDeadlineTest {
  @ParameterizedTest
  @CsvSource({
    "2026-01-31T10:00:00Z, 2026-02-28T10:00:00Z, 2026-04-30T10:00:00Z",
    "2028-01-31T10:00:00Z, 2028-02-29T10:00:00Z, 2028-04-30T10:00:00Z",
    "2026-03-15T00:00:00Z, 2026-04-15T00:00:00Z, 2026-06-15T00:00:00Z",
    "2026-12-31T23:59:59Z, 2027-01-31T23:59:59Z, 2027-03-31T23:59:59Z"
  })
  void oneCalendarMonthAfterReceiptAndThreeWhenExtended(
      Instant received, Instant due, Instant extended) {
    assertThat(LegalDeadline.of(received)).isEqualTo(due);
    assertThat(LegalDeadline.extended(received)).isEqualTo(extended);
  }
}
