package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Inventory;
import io.palimpsest.erasure.model.Plan;
import java.time.Instant;

/**
 * The inventory after the drain, and again before each further round of deletion: what the plan did
 * not have is in it from then on. Planning and transitions, pure.
 */
public final class Stocktaking {
  private Stocktaking() {}

  /** Whether there is no inventory for a round of deletion yet. */
  static boolean due(ErasureRequest request, int round) {
    Inventory taken = request.planned().inventory();
    return taken == null || taken.round() < round;
  }

  /** The inventory is taken. */
  public static ErasureRequest taken(ErasureRequest request, Plan plan, Instant now) {
    Inventory inventory = plan.inventory();
    if (inventory == null) {
      throw new IllegalArgumentException("a plan without an inventory");
    }
    return Draft.of(request, now)
        .plan(plan)
        .journal(
            "inventory",
            "round=%d,planned=%d,found=%d,registry=%d,ledger=%d,store=%d,doubts=%d"
                .formatted(
                    inventory.round(),
                    inventory.planned(),
                    inventory.found(),
                    inventory.byRegistry(),
                    inventory.byLedger(),
                    inventory.byStore(),
                    inventory.doubts().size()))
        .say(
            EntryType.INVENTORY,
            entry ->
                entry
                    .with(AuditField.ATTEMPT, inventory.round())
                    .with(AuditField.PLANNED, inventory.planned())
                    .with(AuditField.FOUND, inventory.found())
                    .with(AuditField.BY_REGISTRY, inventory.byRegistry())
                    .with(AuditField.BY_LEDGER, inventory.byLedger())
                    .with(AuditField.BY_STORE, inventory.byStore())
                    .with(AuditField.DOUBTS, inventory.doubts().size()))
        .done();
  }
}
