package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.State;
import io.palimpsest.event.ErasureAction;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request whose scope lies under that of another one leaves its work to it, and makes its own
 * check afterwards. Planning and transitions, pure.
 */
public final class Covering {
  private static final String LEFT = "attached.found";

  private Covering() {}

  /** Leaves the work to a request that covers this one and is under way. */
  static Optional<Step> attach(Situation situation) {
    return situation.cover().filter(cover -> !cover.ended()).map(c -> new Step.Attach(c.id()));
  }

  /** What an attached request does: its check rests on an inventory of its own. */
  static Step next(ErasureRequest request, Situation situation) {
    if (situation.cover().isEmpty()) {
      return new Step.Detach();
    }
    Situation.Cover cover = situation.cover().get();
    if (!cover.ended()) {
      return new Step.Await(Step.Awaited.COVERING_REQUEST, null);
    }
    if (!cover.confirmed()) {
      return new Step.Detach();
    }
    int round = request.nextRound();
    return Stocktaking.due(request, round)
        ? new Step.TakeInventory(round)
        : new Step.CheckAfterCover();
  }

  /** Another request does the work. */
  public static ErasureRequest attached(ErasureRequest request, Cover cover, Instant now) {
    return Draft.of(request, now)
        .to(new State.Attached(cover.id()))
        .under(cover.id())
        .journal("attached", cover.ref())
        .say(EntryType.ATTACHED, entry -> entry.with(AuditField.ATTACHED_TO, cover.ref()))
        .done();
  }

  /**
   * The other request did not do the work: this one does, by the plan that it has. It is not
   * resolved anew: that the registry knows the scope no more says nothing about what is left.
   */
  public static ErasureRequest detached(ErasureRequest request, Instant now) {
    return Draft.of(request, now).to(new State.Planned()).journal("detached", "").done();
  }

  /**
   * A request that left its work to this one found something of the scope after this one was
   * confirmed. Told again it changes nothing.
   *
   * @param by reference of that request
   */
  public static ErasureRequest leftSomething(
      ErasureRequest cover, String by, long remaining, Instant now) {
    boolean known =
        cover.journal().stream()
            .anyMatch(line -> line.what().equals(LEFT) && line.detail().equals(by));
    return known
        ? cover
        : Draft.of(cover, now)
            .journal(LEFT, by)
            .say(
                EntryType.RESURRECTION_DETECTED,
                entry -> entry.with(AuditField.ATTEMPT, 0).with(AuditField.REMAINING, remaining))
            .done();
  }

  /**
   * The other request is done: this one makes its own check, and deletes what it finds.
   *
   * @param fence the fence of the other request, under which this one deletes
   */
  public static ErasureRequest checkingAfterCover(
      ErasureRequest request, @Nullable Long fence, Instant now) {
    int round = request.nextRound();
    return Draft.of(request, now)
        .fence(fence)
        .to(new State.Verifying(round))
        .journal("verify.intended", "round=" + round)
        .open(Verification.verifiers(request.planned()), ErasureAction.VERIFY, round)
        .done();
  }

  /**
   * The request that another one leaves its work to.
   *
   * @param id its id
   * @param ref its reference
   */
  public record Cover(UUID id, String ref) {}
}
