package io.palimpsest.ingest.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ingest.migration.run.RemovalGate.Agreed;
import io.palimpsest.ingest.migration.run.RemovalGate.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RemovalGateTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Map<String, String> THERE =
      Map.of("training_data.json", "101:aa", "vectors_proposals.jsonl", "612:bb");
  private static final RemovalPlan PLAN = plan(THERE);
  private static final Optional<Instant> LONG_AGO = Optional.of(NOW.minus(DAY));
  private static final Optional<Instant> LATELY = Optional.of(NOW.minus(HOUR));
  private static final Facts ALL = facts(LONG_AGO, true, LATELY, Optional.empty(), THERE);

  @Test
  void nothingKeepsOldDataADayAfterTheSwitchThatAreEqualAndInABackup() {
    assertThat(obstacle(PLAN, ALL)).isEmpty();
    assertThat(PLAN.records()).isEqualTo(713);
  }

  @Test
  void asLongAsGoingBackMayBeWantedTheyAreKept() {
    assertThat(obstacle(PLAN, facts(Optional.empty(), true, LATELY, Optional.empty(), THERE)))
        .hasValue("contract.not_live");
    assertThat(obstacle(PLAN, facts(LONG_AGO, false, LATELY, Optional.empty(), THERE)))
        .hasValue("contract.not_live");
    Optional<Instant> sooner = Optional.of(NOW.minus(DAY).plusMillis(1));
    assertThat(obstacle(PLAN, facts(sooner, true, LATELY, Optional.empty(), THERE)))
        .hasValue("contract.too_early");
  }

  @Test
  void whatWasLookedAtLongAgoOrDiffersSinceIsKept() {
    Optional<Instant> before = Optional.of(NOW.minus(HOUR).minusMillis(1));
    String reason = "contract.not_validated_lately";
    assertThat(obstacle(PLAN, facts(LONG_AGO, true, Optional.empty(), Optional.empty(), THERE)))
        .hasValue(reason);
    assertThat(obstacle(PLAN, facts(LONG_AGO, true, before, Optional.empty(), THERE)))
        .hasValue(reason);
    assertThat(obstacle(PLAN, facts(LONG_AGO, true, LATELY, Optional.of(NOW), THERE)))
        .hasValue(reason);
    assertThat(obstacle(PLAN, facts(LONG_AGO, true, LATELY, before, THERE))).isEmpty();
  }

  @Test
  void whatNoBackupHoldsAsItIsNowIsKept() {
    String reason = "contract.not_as_in_the_backup";
    assertThat(obstacle(PLAN, facts(LONG_AGO, true, LATELY, Optional.empty(), Map.of())))
        .hasValue(reason);
    Map<String, String> changed = new TreeMap<>(THERE);
    changed.put("training_data.json", "101:cc");
    assertThat(obstacle(PLAN, facts(LONG_AGO, true, LATELY, Optional.empty(), changed)))
        .hasValue(reason);
    Map<String, String> more = new TreeMap<>(THERE);
    more.put("proposals.json", "3:dd");
    assertThat(obstacle(PLAN, facts(LONG_AGO, true, LATELY, Optional.empty(), more)))
        .as("what is gone already is no matter")
        .isEmpty();
    assertThat(obstacle(plan(Map.of()), ALL)).hasValue("contract.nothing_left");
  }

  @Test
  void anotherPersonAgreesToThisPlanAndTypesTheName() {
    Agreed agreed = new Agreed("grace", PLAN.hash(), "proposals");
    assertThat(RemovalGate.refusal(PLAN, ALL, agreed)).isEmpty();
    assertThat(RemovalGate.refusal(PLAN, ALL, new Agreed("ops", PLAN.hash(), "proposals")))
        .hasValue("contract.by_who_started");
    assertThat(RemovalGate.refusal(PLAN, ALL, new Agreed("grace", "other", "proposals")))
        .hasValue("contract.plan_not_as_agreed");
    assertThat(RemovalGate.refusal(PLAN, ALL, new Agreed("grace", PLAN.hash(), "proposal")))
        .hasValue("contract.name_not_as_typed");
    Facts nobody = new Facts(Optional.empty(), LONG_AGO, true, LATELY, Optional.empty(), THERE);
    assertThat(RemovalGate.refusal(PLAN, nobody, agreed)).hasValue("contract.starter_unknown");
  }

  @Test
  void whatChangesIsAnotherPlan() {
    Map<String, String> changed = new TreeMap<>(THERE);
    changed.put("training_data.json", "101:cc");
    assertThat(plan(changed).hash()).isNotEqualTo(PLAN.hash());
    assertThat(plan(THERE).hash()).isEqualTo(PLAN.hash());
  }

  private static Optional<String> obstacle(RemovalPlan plan, Facts facts) {
    return RemovalGate.obstacle(plan, facts, NOW, DAY, HOUR);
  }

  private static RemovalPlan plan(Map<String, String> found) {
    return new RemovalPlan("org_default", "legacy", "proposals", "first", new TreeMap<>(found));
  }

  private static Facts facts(
      Optional<Instant> cutover,
      boolean answers,
      Optional<Instant> validated,
      Optional<Instant> failed,
      Map<String, String> restored) {
    return new Facts(Optional.of("ops"), cutover, answers, validated, failed, restored);
  }
}
