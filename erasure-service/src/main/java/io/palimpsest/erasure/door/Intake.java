package io.palimpsest.erasure.door;

import io.palimpsest.access.Access;
import io.palimpsest.access.AccessLog;
import io.palimpsest.access.ProblemException;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.erasure.demand.Demands;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Identity;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.participant.CallbackPolicy;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.saga.Ledger;
import io.palimpsest.event.AccessAction;
import io.palimpsest.tenancy.Principal;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The one way in behind all doors: rights, repeats, storing. */
@ApplicationScoped
class Intake {
  private static final int REF_BYTES = 12;
  private static final int LONGEST_REFERENCE = 256;
  private static final Duration EARLIEST = Duration.ofDays(366);

  /** How far the clock of a requester may be ahead. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final SecureRandom random = new SecureRandom();
  private final Rights rights;
  private final Digests digests;
  private final Ledger ledger;
  private final AccessLog accesses;
  private final CallbackPolicy callbacks;
  private final Demands demands;
  private final Clock clock;

  Intake(
      Rights rights,
      Digests digests,
      Ledger ledger,
      AccessLog accesses,
      CallbackPolicy callbacks,
      Demands demands,
      Clock clock) {
    this.rights = rights;
    this.digests = digests;
    this.ledger = ledger;
    this.accesses = accesses;
    this.callbacks = callbacks;
    this.demands = demands;
    this.clock = clock;
  }

  /**
   * Accepts a demand; durable on return, here and outside the database. The same demand again
   * returns the request that is there.
   *
   * @throws ProblemException when the caller has no right, a value is out of bounds, or another
   *     demand has the id
   */
  ErasureRequest accept(Principal principal, NewErasure erasure) {
    return accept(principal, erasure, standing(principal, erasure, clock.instant()));
  }

  /** The same for what is the caller's own by the way it was named. */
  ErasureRequest acceptOwn(Principal principal, NewErasure erasure) {
    return accept(principal, erasure, Rights.ownStanding(principal));
  }

  private ErasureRequest accept(Principal principal, NewErasure erasure, Standing standing) {
    Instant now = clock.instant();
    check(erasure, now);
    Demand demand = erasure.receivedBy(now).demand(principal.keyId(), standing);
    ErasureRequest fresh =
        Resolution.received(
            erasure.id(), ref(), identity(principal, erasure.target()), demand, now);
    ErasureRequest stored = ledger.accept(fresh);
    requireSame(fresh, stored);
    demands.keep(stored.id());
    accesses.record(
        Access.allowed(
            principal,
            AccessAction.DELETE,
            erasure.target().tenant(),
            1,
            Duration.between(now, clock.instant())));
    return stored;
  }

  private Standing standing(Principal principal, NewErasure erasure, Instant now) {
    try {
      return rights.standing(principal, erasure.target());
    } catch (ProblemException refused) {
      accesses.record(
          Access.refused(
              principal,
              AccessAction.DELETE,
              erasure.target().tenant(),
              refused.problem().code(),
              Duration.between(now, clock.instant())));
      throw refused;
    }
  }

  private void check(NewErasure erasure, Instant now) {
    checkCallback(erasure.options().callback());
    checkReference(erasure.externalReference());
    Instant received = erasure.receivedAt();
    if (received.isAfter(now.plus(SKEW)) || received.isBefore(now.minus(EARLIEST))) {
      throw new ProblemException(
          400,
          "request.invalid",
          "the demand cannot have been received then",
          "received_at",
          "a time of the last 366 days, not in the future");
    }
  }

  /** It is kept as it was given: what the store would have to change is refused. */
  private static void checkReference(@Nullable String reference) {
    if (reference == null) {
      return;
    }
    boolean fits =
        !reference.isBlank()
            && reference.length() <= LONGEST_REFERENCE
            && reference.codePoints().noneMatch(Intake::unfit);
    if (!fits) {
      throw new ProblemException(
          400,
          "request.invalid",
          "the reference cannot be kept as it is",
          "external_reference",
          "1 to 256 characters of well-formed text, no control characters");
    }
  }

  private static boolean unfit(int point) {
    return Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
  }

  private void checkCallback(@Nullable String address) {
    if (address == null) {
      return;
    }
    if (!callbacks.available()) {
      throw new ProblemException(
          501,
          "callback.not_available",
          "this installation makes no callbacks",
          "callback",
          "null");
    }
    callbacks
        .brokenRule(address)
        .ifPresent(
            rule -> {
              throw new ProblemException(
                  400, "callback.invalid", "the address cannot be called", "callback", rule);
            });
  }

  /** A repeat carries the same demand. Once the names are gone, the digest of the scope decides. */
  private void requireSame(ErasureRequest fresh, ErasureRequest stored) {
    RequestKey key = key(stored.identity());
    Demand demand = fresh.demand();
    boolean same =
        stored.demand().type() == fresh.demand().type()
            && stored.identity().requester().equals(fresh.identity().requester())
            && stored.identity().scope().equals(key.scope(demand.type(), demand.ids()));
    if (!same) {
      throw new ProblemException(
          409,
          "request.conflict",
          "another request has this id",
          "request_id",
          "a new id for each new request");
    }
  }

  private Identity identity(Principal principal, Target target) {
    RequestKey key = RequestKey.random(random);
    return Identity.of(
        key,
        digests.lasting(target.tenant()),
        rights.requester(principal),
        key.scope(target.type(), target.ids()),
        key.actor(principal.keyId()));
  }

  /** The key under which the request's scope and actors appear in the log. */
  static RequestKey key(Identity identity) {
    return identity.key();
  }

  private String ref() {
    byte[] bytes = new byte[REF_BYTES];
    random.nextBytes(bytes);
    return "er_" + HexFormat.of().formatHex(bytes);
  }
}
