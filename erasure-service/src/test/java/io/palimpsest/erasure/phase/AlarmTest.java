package io.palimpsest.erasure.phase;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.event.ScopeType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlarmTest {
  private ErasureRequest request = Samples.received(ScopeType.CREATOR, Standing.COMPLIANCE, false);

  @Test
  void eachAlarmIsRaisedOncePerDeadline() {
    assertThat(Alarm.due(request, before(Duration.ofDays(8)))).isEmpty();
    raise(before(Duration.ofDays(7)), Alarm.WEEK);
    raise(before(Duration.ofHours(20)), Alarm.DAY);
    raise(before(Duration.ZERO), Alarm.BREACHED);
    Instant breached = request.dueAt();
    request = Notes.extended(request, "complex", Samples.ACTOR, breached);
    assertThat(Alarm.due(request, breached)).isEmpty();
    raise(before(Duration.ofDays(7)), Alarm.WEEK);
  }

  @Test
  void aBreachIsInTheLogAndAnEndedRequestRaisesNothing() {
    ErasureRequest late = Notes.alarmed(request, Alarm.BREACHED, request.dueAt());
    Outgoing.Logged logged = (Outgoing.Logged) late.outbox().waiting().getLast();
    assertThat(Statement.parse(logged.json().getBytes(StandardCharsets.UTF_8)).type())
        .isEqualTo(EntryType.DEADLINE_BREACHED);
    assertThat(Alarm.due(Consent.cancelled(request, Samples.ACTOR, Samples.NOW), request.dueAt()))
        .isEmpty();
  }

  private void raise(Instant now, Alarm expected) {
    assertThat(Alarm.due(request, now)).contains(expected);
    request = Notes.alarmed(request, expected, now);
    assertThat(Alarm.due(request, now)).isEmpty();
  }

  private Instant before(Duration left) {
    return request.dueAt().minus(left);
  }
}
