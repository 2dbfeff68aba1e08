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
  private static final String ATTACHED = "attached";

  private Covering() {}

  /** Leaves the work to a request that covers this one and is under way. */
  static Optional<Step> attach(Situation situation) {
    return situation.cover().filter(cover -> !cover.ended()).map(c -> new Step.Attach(c.id()));
  }

  /** What an attached request does. */
  static Step next(Situation situation) {
    if (situation.cover().isEmpty()) {
      return new Step.Detach();
    }
    Situation.Cover cover = situation.cover().get();
    if (!cover.ended()) {
      return new Step.Await(Step.Awaited.COVERING_REQUEST, null);
    }
    return cover.confirmed() ? new Step.CheckAfterCover() : new Step.Detach();
  }

  /** Another request does the work. */
  public static ErasureRequest attached(ErasureRequest request, Cover cover, Instant now) {
    return Draft.of(request, now)
        .to(new State.Attached(cover.id()))
        .journal(ATTACHED, cover.ref())
        .say(EntryType.ATTACHED, entry -> entry.with(AuditField.ATTACHED_TO, cover.ref()))
        .done();
  }

  /** Whether the request was attached to that one before, and is not any more. */
  static boolean wasAttached(ErasureRequest request, Cover cover) {
    return request.journal().stream()
        .anyMatch(line -> line.what().equals(ATTACHED) && line.detail().equals(cover.ref()));
  }

  /** The other request ended without doing the work, or did not do all of it: plan anew. */
  public static ErasureRequest detached(ErasureRequest request, Instant now) {
    return Draft.of(request, now)
        .to(new State.Received())
        .forgetTasks()
        .journal("detached", "")
        .done();
  }

  /**
   * The other request is done: this one makes its own check.
   *
   * @param fence the fence of the other request
   */
  public static ErasureRequest checkingAfterCover(
      ErasureRequest request, @Nullable Long fence, Instant now) {
    return Draft.of(request, now)
        .fence(fence)
        .to(new State.Verifying(1))
        .journal("verify.intended", "round=1")
        .open(Verification.verifiers(request.planned()), ErasureAction.VERIFY, 1)
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
