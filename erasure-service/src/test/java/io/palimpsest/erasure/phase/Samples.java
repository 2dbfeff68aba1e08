package io.palimpsest.erasure.phase;

import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Identity;
import io.palimpsest.erasure.model.Inventory;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ScopeType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Requests and plans for tests. */
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

  /** A policy under which an erasure leaves nothing. */
  public static final ResidualPolicy NOTHING_LEFT =
      new ResidualPolicy(Map.of(), Duration.ofDays(1), Duration.ofDays(1));

  /** Somebody who acts, as the log shows it. */
  public static final String ACTOR = "a".repeat(64);

  private Samples() {}

  public static ErasureRequest received(ScopeType type, Standing standing, boolean dryRun) {
    Identity identity =
        new Identity(
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "0".repeat(64),
            "1".repeat(64),
            "2".repeat(64),
            "3".repeat(64),
            false);
    Demand demand =
        new Demand(
            type,
            List.of("sainath.no.1"),
            ErasureReason.OWNER_REQUEST,
            "requester",
            standing,
            NOW,
            "case-7",
            false,
            new Demand.Options(false, false, dryRun, null));
    return Resolution.received(UUID.randomUUID(), "er_5b0c2f9d11aa", identity, demand, NOW);
  }

  public static Plan plan(ScopeType type) {
    Scope creator = new Scope(ScopeType.CREATOR, "sainath.no.1", UUID.randomUUID());
    Scope scope = type == ScopeType.CREATOR ? creator : new Scope(type, "coach", UUID.randomUUID());
    return new Plan(
        type == ScopeType.CREATOR ? List.of(creator) : List.of(creator, scope),
        List.of(),
        List.of("creator_sainath.no.1_twin_coach"),
        List.of(),
        List.of(
            new Plan.Participation("one.first", 10, false, true, true),
            new Plan.Participation("one.second", 10, true, true, false),
            new Plan.Participation("two", 20, false, true, true),
            new Plan.Participation("verifier", 30, true, false, true)),
        7,
        "4".repeat(64),
        null,
        null);
  }

  /** The plan of a request with an inventory that found nothing further. */
  public static Plan inventoried(ErasureRequest request, int round) {
    Plan plan = request.planned();
    Inventory inventory = new Inventory(round, 1, 1, 0, 0, 0, List.of());
    return plan.with(plan.children(), plan.namespaces(), plan.sharedNamespaces(), inventory);
  }

  /** The end of a planned request that never sent a delete. */
  public static ErasureRequest concluded(
      ErasureRequest planned, ResidualPolicy policy, @Nullable String kept) {
    ErasureRequest verifying = Draft.of(planned, NOW).to(new State.Verifying(1)).done();
    return Confirmation.concluded(verifying, policy, kept, NOW);
  }

  /** A confirmed request that looks for what it left, so long after its end. */
  public static ErasureRequest expiring(ResidualPolicy policy, Duration after) {
    ErasureRequest request = received(ScopeType.CREATOR, Standing.OWNER, false);
    request = Resolution.planned(request, plan(ScopeType.CREATOR), NOW);
    request = concluded(request, policy, null);
    request = Confirmation.logged(request, 5, "{}", NOW);
    return Expiry.begun(request, NOW.plus(after));
  }

  /** A request whose first stage has deleted. */
  public static ErasureRequest deletedVectors(Plan plan, String evidence) {
    ErasureRequest request = received(ScopeType.TWIN, Standing.OWNER, false);
    request = Deletion.begun(Resolution.planned(request, plan, NOW), NOW);
    Task task = request.openTasks().findFirst().orElseThrow();
    Receipt receipt = new Receipt(task.attempt(), 2, 2, 0, "stub", evidence, List.of(), null);
    return Answers.answered(request, task.id(), receipt, NOW);
  }

  /** The same, gone over to verification. */
  public static ErasureRequest verifying(ErasureRequest deleted) {
    return Verification.begun(deleted, NOW);
  }

  public static Receipt receipt(Task task, long remaining, @Nullable String failure) {
    return new Receipt(
        task.attempt(), remaining + 2, 2, remaining, "stub", "stub", List.of(), failure);
  }

  /** What a request has told the log and nobody has sent yet. */
  static List<Statement> said(ErasureRequest request) {
    return request.outbox().waiting().stream()
        .filter(Outgoing.Logged.class::isInstance)
        .map(Outgoing.Logged.class::cast)
        .map(logged -> Statement.parse(logged.json().getBytes(StandardCharsets.UTF_8)))
        .toList();
  }
}
