package io.palimpsest.ingest.migration.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Decides whether old data may be removed (M13). Pure. */
final class RemovalGate {
  private RemovalGate() {}

  /**
   * What is known of the migration whose old data are to go.
   *
   * @param startedBy who started the run that switched; empty when that was not kept
   * @param cutoverAt when it had switched; empty when no run has
   * @param answersNew whether readers are answered from the new side now
   * @param validatedAt when both sides were last found equal
   * @param failedAt when they were last found to differ
   * @param restored what the newest backup held that was restored for comparison, by file
   */
  record Facts(
      Optional<String> startedBy,
      Optional<Instant> cutoverAt,
      boolean answersNew,
      Optional<Instant> validatedAt,
      Optional<Instant> failedAt,
      Map<String, String> restored) {
    /** Copies the map. */
    Facts {
      restored = Map.copyOf(restored);
    }
  }

  /**
   * Who agrees to what.
   *
   * @param by who
   * @param plan hash of the plan
   * @param namespace name of the namespace, as it was typed
   */
  record Agreed(String by, String plan, String namespace) {}

  /** What keeps the old data, whoever asks; empty when nothing does. */
  static Optional<String> obstacle(
      RemovalPlan plan, Facts facts, Instant now, Duration kept, Duration validatedWithin) {
    if (plan.records() == 0) {
      return Optional.of("contract.nothing_left");
    }
    if (facts.cutoverAt().isEmpty() || !facts.answersNew()) {
      return Optional.of("contract.not_live");
    }
    if (facts.cutoverAt().get().plus(kept).isAfter(now)) {
      return Optional.of("contract.too_early");
    }
    boolean validated =
        facts
            .validatedAt()
            .filter(at -> !at.plus(validatedWithin).isBefore(now))
            .filter(at -> facts.failedAt().filter(failed -> failed.isAfter(at)).isEmpty())
            .isPresent();
    if (!validated) {
      return Optional.of("contract.not_validated_lately");
    }
    boolean saved =
        plan.found().entrySet().stream()
            .allMatch(one -> one.getValue().equals(facts.restored().get(one.getKey())));
    return saved ? Optional.empty() : Optional.of("contract.not_as_in_the_backup");
  }

  /** What keeps this person from removing them; empty when nothing does. */
  static Optional<String> refusal(RemovalPlan plan, Facts facts, Agreed agreed) {
    if (facts.startedBy().isEmpty()) {
      return Optional.of("contract.starter_unknown");
    }
    if (facts.startedBy().get().equals(agreed.by())) {
      return Optional.of("contract.by_who_started");
    }
    if (!plan.hash().equals(agreed.plan())) {
      return Optional.of("contract.plan_not_as_agreed");
    }
    return plan.namespace().equals(agreed.namespace())
        ? Optional.empty()
        : Optional.of("contract.name_not_as_typed");
  }
}
