package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.OrganizationType;
import io.palimpsest.ingest.registry.PlanTier;
import io.palimpsest.ingest.registry.Registry;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.JobFailedException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A migration that is tried (M28): into a tenant and a namespace of its own, by the ordinary
 * events. Both sides are compared then, and all of it is taken back, also when it cannot go on.
 * Nobody else's items, route or old data are touched.
 */
@Singleton
class Rehearsal {
  /** Names it where a phase is asked for. */
  static final String ASKED = "rehearse";

  static final String ORGANIZATION = "org_rehearsal";
  static final String PROFILE = "prof_rehearsal";
  static final Organization TENANT =
      new Organization(
          "migration-rehearsal",
          "Rehearsal of a migration",
          OrganizationType.INDIVIDUAL,
          PlanTier.PRO,
          "migration");

  /** The phase that takes back what the others wrote. */
  static final String REMOVAL = "remove";

  private static final String COMPARISON = "compare";
  static final List<String> PHASES = List.of("1a", "1b", "2", "3", COMPARISON, REMOVAL);

  private final Validation validation;
  private final RollbackKind rollback;
  private final Registry registry;
  private final RunFiles files;

  Rehearsal(Validation validation, RollbackKind rollback, Registry registry, RunFiles files) {
    this.validation = validation;
    this.rollback = rollback;
    this.registry = registry;
    this.files = files;
  }

  /**
   * Where a removal is.
   *
   * @param problem why the rehearsal could not go on; empty when it came to its end
   * @param at where taking back is
   */
  record At(@JsonProperty("problem") String problem, @JsonProperty("at") String at) {}

  /**
   * Parameters of a migration, with the tenant of rehearsals where it is one.
   *
   * @throws InvalidJobException when that tenant is named and it is none
   */
  static Map<String, String> parameters(Map<String, String> given) {
    Map<String, String> known = new HashMap<>(given);
    if (ASKED.equals(given.get(MigrateKind.PHASE))) {
      known.put(MigrateKind.ORGANIZATION, ORGANIZATION);
      known.put(MigrateKind.PROFILE, PROFILE);
      known.put(MigrateKind.MODE, Plan.ONLINE);
    } else if (ORGANIZATION.equals(given.get(MigrateKind.ORGANIZATION))) {
      throw new InvalidJobException(MigrateKind.ORGANIZATION, "is the tenant of rehearsals");
    }
    return known;
  }

  /** Whether a failure in this phase leaves something that is to be taken back. */
  static boolean isCutShort(Plan plan, String phase) {
    return plan.phases().equals(PHASES) && !phase.equals(REMOVAL);
  }

  /** Where a removal begins that a failure made necessary. */
  static String because(JobFailedException failed) {
    return Cursors.write(new At(String.valueOf(failed.getMessage()), ""));
  }

  /** Whether this marks what a rehearsal wrote. */
  static boolean wrote(Mark mark) {
    return mark.key().startsWith(Mark.item(ORGANIZATION, ""));
  }

  Phase comparison() {
    return new Part(COMPARISON, (migration, at, hold) -> compare(migration, hold));
  }

  Phase removal() {
    return new Part(REMOVAL, this::remove);
  }

  /** Without a token of the tenant nobody is asked as its readers are. */
  private Phase.Step compare(Migration migration, Hold hold)
      throws IOException, InterruptedException {
    List<Checked> checks = new ArrayList<>(validation.run(migration, hold));
    if (migration.reader().isEmpty()) {
      checks.removeIf(one -> one.check().equals(Validation.RETRIEVAL));
    }
    files.write(migration.run(), RunFiles.VALIDATION, checks);
    long differ = checks.stream().filter(one -> !one.passed()).count();
    return Phase.Step.end(Map.of("checks", (long) checks.size(), "different", differ), Map.of());
  }

  private Phase.Step remove(Migration migration, String at, Hold hold)
      throws IOException, InterruptedException {
    At place = at.isEmpty() ? new At("", "") : Cursors.read(at, At.class);
    Phase.Step step = rollback.step(asked(migration), place.at(), hold);
    if (!step.finished()) {
      At next = new At(place.problem(), step.at());
      return Phase.Step.more(Cursors.write(next), step.done(), step.counts());
    }
    if (registry.organization(ORGANIZATION).isPresent()) {
      throw new JobFailedException(
          "rehearsal.stays: " + ORGANIZATION + " holds something that it did not write");
    }
    if (!place.problem().isEmpty()) {
      throw new JobFailedException(place.problem());
    }
    return step;
  }

  private static Map<String, String> asked(Migration migration) {
    return Map.of(
        MigrateKind.ORGANIZATION,
        ORGANIZATION,
        MigrateKind.PROFILE,
        PROFILE,
        MigrateKind.PHASE,
        "all",
        MigrateKind.RUN,
        migration.run());
  }

  private interface Act {
    Phase.Step on(Migration migration, String at, Hold hold)
        throws IOException, InterruptedException;
  }

  private record Part(String name, Act act) implements Phase {
    @Override
    public Step step(Migration migration, String at, Hold hold)
        throws IOException, InterruptedException {
      return act.on(migration, at, hold);
    }
  }
}
