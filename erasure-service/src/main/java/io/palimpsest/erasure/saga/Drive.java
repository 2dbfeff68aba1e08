package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Timeline;
import io.palimpsest.erasure.model.Watch;
import io.palimpsest.erasure.phase.Planner;
import io.palimpsest.erasure.phase.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one request for as long as there is something to do: read, tell, plan, do, store, and
 * again; what it has just stored need not be read. Keeps nothing that the document does not hold,
 * so any instance can go on at any point.
 */
final class Drive {
  private static final Logger LOG = LoggerFactory.getLogger(Drive.class);

  private final Parts parts;
  private final UUID id;
  private final Relay relay;
  private final BooleanSupplier stopping;
  private Instant patienceEnds;

  /** What all drives of an instance share. */
  record Parts(
      Requests requests,
      Planner planner,
      Situations situations,
      Steps steps,
      LocalWork localWork,
      Outlet outlet,
      Changes changes,
      Ledger ledger,
      Gate gate,
      Progress progress,
      SagaSettings settings,
      Clock clock) {}

  /**
   * @param stopping whether the instance ends: between two steps the request is handed back then
   */
  Drive(Parts parts, UUID id, BooleanSupplier stopping) {
    this.parts = parts;
    this.id = id;
    this.stopping = stopping;
    this.relay = new Relay(parts.outlet());
    this.patienceEnds = parts.clock().instant().plus(parts.settings().patience());
  }

  /**
   * Returns when the request has ended, or waits for something that may take long, or was handed
   * back.
   */
  void run() throws InterruptedException {
    try (Changes.Subscription changes = parts.changes().follow(id)) {
      Optional<ErasureRequest> request = read(changes);
      while (request.isPresent() && !Thread.currentThread().isInterrupted()) {
        request =
            stopping.getAsBoolean() ? handBack(request.get()) : advance(request.get(), changes);
      }
    }
  }

  /** Due at once: another instance need not wait for the end of the lease. */
  private Optional<ErasureRequest> handBack(ErasureRequest request) {
    parts.requests().sleep(id, request.version(), parts.clock().instant());
    return Optional.empty();
  }

  private Optional<ErasureRequest> read(Changes.Subscription changes) {
    changes.rest();
    return parts.requests().find(id);
  }

  /** What to go on with; empty when there is nothing to do now. */
  private Optional<ErasureRequest> advance(ErasureRequest request, Changes.Subscription changes)
      throws InterruptedException {
    relay.send(request);
    Step step = parts.planner().next(request, parts.situations().of(request));
    if (step instanceof Step.Fence) {
      // A fence is for ever: the plan that it belongs to is outside this database before it.
      relay.await();
    }
    return switch (step) {
      case Step.Done done -> settle(request, changes);
      case Step.Await await -> await(request, await, changes);
      default -> store(parts.steps().done(request, step), changes);
    };
  }

  private Optional<ErasureRequest> store(ErasureRequest next, Changes.Subscription changes) {
    ErasureRequest told = next.sent(relay.acknowledged());
    changes.rest();
    Optional<ErasureRequest> stored = parts.requests().replace(told, leaseEnd());
    if (stored.isEmpty()) {
      return read(changes);
    }
    parts.progress().reached(told);
    patienceEnds = parts.clock().instant().plus(parts.settings().patience());
    changes.signalOthers();
    return stored;
  }

  /** The last write: an empty outbox, which settles the request. */
  private Optional<ErasureRequest> settle(ErasureRequest request, Changes.Subscription changes) {
    @Nullable Instant look = parts.planner().nextLook(request).orElse(null);
    if (request.settled()) {
      parts.requests().sleep(id, request.version(), look);
      return Optional.empty();
    }
    relay.await();
    boolean stored = parts.requests().replace(request.sent(relay.acknowledged()), look).isPresent();
    if (!stored) {
      return read(changes);
    }
    parts.progress().reached(request);
    parts.progress().ended(request);
    tellTimes(request);
    changes.signalOthers();
    parts.ledger().wake(parts.requests().attachedTo(id));
    return Optional.empty();
  }

  /** Once, right after the confirmation: where the time went. */
  private static void tellTimes(ErasureRequest request) {
    if (request.state() instanceof State.ConfirmedLive(long index, Watch watch)
        && watch.equals(Watch.NONE)) {
      LOG.info("confirmed request={} log_index={} {}", request.ref(), index, Timeline.of(request));
    }
  }

  private Optional<ErasureRequest> await(
      ErasureRequest request, Step.Await await, Changes.Subscription changes)
      throws InterruptedException {
    parts.localWork().begin(request);
    relay.await();
    Instant now = parts.clock().instant();
    if (isLong(await) || !now.isBefore(patienceEnds)) {
      return leave(request, await, changes);
    }
    Duration slice = parts.settings().lease().dividedBy(3);
    Instant until = await.until() == null ? now.plus(slice) : await.until();
    Duration wait = Duration.between(now, until);
    if (!changes.await(wait.compareTo(slice) < 0 ? wait : slice)) {
      parts.requests().sleep(id, request.version(), leaseEnd());
    }
    return read(changes);
  }

  /** Gives the place up. The outbox is emptied first, so that no look is needed for its sake. */
  private Optional<ErasureRequest> leave(
      ErasureRequest request, Step.Await await, Changes.Subscription changes) {
    if (!request.outbox().waiting().isEmpty()) {
      return store(request, changes);
    }
    parts.requests().sleep(id, request.version(), again(await, parts.clock().instant()));
    return Optional.empty();
  }

  private static boolean isLong(Step.Await await) {
    return switch (await.what()) {
      case INBOX, APPROVAL, HOLD_RELEASED -> true;
      case COVERING_REQUEST, RECEIPTS, NEXT_ROUND, LOG_ENTRY -> false;
    };
  }

  /** An approval changes the request itself; what changes elsewhere is looked at now and then. */
  private static @Nullable Instant again(Step.Await await, Instant now) {
    return switch (await.what()) {
      case INBOX, APPROVAL -> await.until();
      case HOLD_RELEASED -> now.plusSeconds(60);
      case COVERING_REQUEST, RECEIPTS, NEXT_ROUND, LOG_ENTRY ->
          await.until() == null ? now.plusSeconds(1) : await.until();
    };
  }

  private Instant leaseEnd() {
    return parts.clock().instant().plus(parts.settings().lease());
  }
}
