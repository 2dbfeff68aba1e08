package io.palimpsest.erasure.audit;

import java.time.Duration;

/**
 * Settings of a sequencer under test.
 *
 * @param keepEvery after so many entries the numbering is kept
 */
record KeepingSettings(int keepEvery) implements SequencerSettings {
  @Override
  public boolean enabled() {
    return true;
  }

  @Override
  public String transactionalId() {
    return "palimpsest-audit-sequencer";
  }

  @Override
  public String groupId() {
    return "palimpsest-audit-sequencer";
  }

  @Override
  public Duration rebuild() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Duration heartbeat() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Duration remembered() {
    // The statements here are of 1970.
    return Duration.ofDays(40_000);
  }
}
