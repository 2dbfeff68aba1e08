package io.palimpsest.fencing;

import static java.lang.Math.max;
import static java.lang.Math.min;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * One process as a writer: a state machine over events and readings of one clock, without threads
 * and without a broker. Every method is one atomic step.
 *
 * <p>Invariant on which the drain rests: a row that enters the table after a fence was applied is
 * refused by it, so Observed has to wait only for the rows that were in the table before.
 */
final class WriterState {
  private final FenceBounds bounds;
  private final long renewal;
  private final Set<Guard> guards;
  private final FenceSet fences = new FenceSet();
  private final Observations observations = new Observations();
  private final WorkTable table;
  private final Lease lease;
  private final Membership membership;
  private boolean polling;
  private boolean publishing;
  private boolean stopping;
  private long lastPoll;

  WriterState(FenceBounds bounds, long renewal, Supplier<UUID> newIds, Set<Guard> guards) {
    this.bounds = bounds;
    this.renewal = renewal;
    this.guards = guards;
    this.table = new WorkTable(bounds, guards);
    this.lease = new Lease(bounds, guards);
    this.membership = new Membership(newIds);
  }

  /** Decides what is to be done now, and takes it for begun. */
  synchronized WriterStep next(long now) {
    if (membership.hasLeft() || (stopping && membership.outside())) {
      return new WriterStep.Done();
    }
    if (membership.outside()) {
      return join(now);
    }
    if (!membership.onRoll()) {
      return new WriterStep.Rest(Long.MAX_VALUE);
    }
    return work(now);
  }

  private WriterStep join(long now) {
    lease.reset(now);
    observations.startOver();
    publishing = false;
    return membership.register();
  }

  private WriterStep work(long now) {
    if (!polling && (!lease.granted() || pollDueIn(now) <= 0)) {
      return poll(now);
    }
    OptionalLong due = observations.due(table, now);
    if (!publishing && lease.granted() && due.isPresent()) {
      publishing = true;
      return new WriterStep.Observe(membership.id(), due.getAsLong());
    }
    if (stopping && maySettle(now)) {
      lease.revoke();
      return membership.leave();
    }
    return new WriterStep.Rest(max(1, min(pollDueIn(now), settlesIn(now))));
  }

  private WriterStep.Poll poll(long now) {
    polling = true;
    lastPoll = now;
    return new WriterStep.Poll(membership.id(), now);
  }

  private long pollDueIn(long now) {
    return polling ? Long.MAX_VALUE : lastPoll + renewal - now;
  }

  private long settlesIn(long now) {
    return observations.pending() || stopping ? table.settlesIn(now) : Long.MAX_VALUE;
  }

  private boolean maySettle(long now) {
    return !guards.contains(Guard.SETTLED_BEFORE_LEAVING)
        || table.settledBefore(table.nextTicket(), now);
  }

  /** The registration of an id was acknowledged. */
  synchronized void registered(UUID id) {
    membership.registered(id);
  }

  /** The registration of an id was not acknowledged; it may or may not be on the roll. */
  synchronized void notRegistered(UUID id) {
    if (id.equals(membership.id())) {
      giveUp();
    }
  }

  /** A fence was read; from now on nothing of its uid is admitted. */
  synchronized void fenced(Fence fence) {
    fences.apply(fence);
    observations.applied(fences.applied(), table.nextTicket());
  }

  /** An id was found evicted or buried. */
  synchronized void struckOff(UUID id) {
    if (id.equals(membership.id())) {
      giveUp();
    }
  }

  /** A poll has applied all that was there when it asked. */
  synchronized void polled(WriterStep.Poll poll, long ended) {
    polling = false;
    if (!poll.id().equals(membership.id())) {
      return;
    }
    if (lease.silentTooLong(poll.began())) {
      giveUp();
      return;
    }
    lease.renew(poll.began(), ended);
    observations.applied(fences.applied(), table.nextTicket());
  }

  /** A poll did not reach the end. */
  synchronized void notPolled() {
    polling = false;
  }

  /** An observation was published. */
  synchronized void observed(WriterStep.Observe observe) {
    if (observe.id().equals(membership.id())) {
      publishing = false;
      observations.published(observe.sequence());
    }
  }

  /** An observation was not acknowledged. */
  synchronized void notObserved(WriterStep.Observe observe) {
    if (observe.id().equals(membership.id())) {
      publishing = false;
    }
  }

  /** Admits nothing more from now on, and leaves the roll when all has settled. */
  synchronized void stop() {
    stopping = true;
  }

  /** The tombstone was acknowledged. */
  synchronized void left() {
    membership.left();
  }

  /** The tombstone was not acknowledged. */
  synchronized void notLeft() {
    membership.stay();
  }

  /** First step of an admission: enters the table, so that every later Observed knows of it. */
  synchronized WorkEntry enter() {
    return table.enter();
  }

  /**
   * Second step of an admission: decides on one reading of the clock, taken after the row was
   * entered, which also fixes the deadline.
   */
  synchronized Verdict decide(WorkEntry entry, Collection<UUID> uids, long now) {
    Verdict verdict = verdict(uids, now);
    if (verdict instanceof Verdict.Admit admit) {
      entry.deadlineAt(admit.deadlineAt());
    } else {
      table.withdraw(entry);
    }
    return verdict;
  }

  private Verdict verdict(Collection<UUID> uids, long now) {
    Optional<UUID> fenced = fences.anyOf(uids);
    if (fenced.isPresent()) {
      return new Verdict.Refuse(fenced.get());
    }
    return leased(now)
        ? new Verdict.Admit(now + bounds.deadline().toNanos())
        : new Verdict.Unleased();
  }

  /**
   * The same for work that requires its scope to be fenced.
   *
   * @param expiresAt reading of the clock at which the warrant ends
   */
  synchronized WarrantVerdict decide(WorkEntry entry, Warrant warrant, long expiresAt, long now) {
    WarrantVerdict verdict = verdict(warrant, expiresAt, now);
    if (verdict == WarrantVerdict.ADMIT) {
      entry.deadlineAt(now + min(bounds.deadline().toNanos(), expiresAt - now));
    } else {
      table.withdraw(entry);
    }
    return verdict;
  }

  private WarrantVerdict verdict(Warrant warrant, long expiresAt, long now) {
    if (expiresAt - now <= 0) {
      return WarrantVerdict.EXPIRED;
    }
    if (fences.applied() < warrant.fence()) {
      return WarrantVerdict.BEHIND;
    }
    if (fences.anyOf(warrant.path()).isEmpty()) {
      return WarrantVerdict.UNFENCED;
    }
    return leased(now) ? WarrantVerdict.ADMIT : WarrantVerdict.UNLEASED;
  }

  /** Whether something could be admitted now. */
  synchronized boolean leased(long now) {
    return !stopping && membership.onRoll() && lease.holds(now);
  }

  /**
   * A request is about to be sent.
   *
   * @return false when it must not be
   */
  synchronized boolean send(WorkEntry entry, long now) {
    if (entry.closed()) {
      throw new IllegalStateException("this work is closed");
    }
    if (guards.contains(Guard.DEADLINE) && now - entry.deadlineAt() >= 0) {
      return false;
    }
    if (!guards.contains(Guard.DEADLINE_NEVER_RENEWED)) {
      entry.deadlineAt(now + bounds.deadline().toNanos());
    }
    entry.sent();
    return true;
  }

  synchronized void answered(WorkEntry entry) {
    if (!entry.closed()) {
      entry.answered(guards);
    }
  }

  synchronized void unanswered(WorkEntry entry, long now) {
    if (!entry.closed()) {
      entry.unanswered(now);
    }
  }

  /**
   * Of this work nothing can be sent any more.
   *
   * @return whether somebody waits for the table to empty
   */
  synchronized boolean close(WorkEntry entry, long now) {
    entry.close(now);
    table.closed(entry, now);
    return stopping || observations.pending();
  }

  /** The fences applied so far; safe to read without a step. */
  FenceSet fences() {
    return fences;
  }

  private void giveUp() {
    membership.giveUp();
    lease.revoke();
  }
}
