package io.palimpsest.fencing;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The coordinator's side: a state machine over events and readings of one clock, without threads
 * and without a broker. It serves any number of fences with one view of the roll. Every method is
 * one atomic step.
 */
final class RollCall {
  private final long patience;
  private final Set<Guard> guards;
  private final Map<UUID, Member> roll = new HashMap<>();
  private final TreeMap<Long, Call> calls = new TreeMap<>();
  private final Set<Long> unread = new HashSet<>();
  private boolean reading;

  RollCall(FenceBounds bounds, Set<Guard> guards) {
    this.patience = bounds.patience().toNanos();
    this.guards = guards;
  }

  /** An id registered. */
  synchronized void registered(long offset, UUID id) {
    member(offset, id);
  }

  /** An id observed the fences up to a sequence. */
  synchronized void observed(long offset, UUID id, long sequence) {
    member(offset, id).observed(sequence);
  }

  /** An id's eviction is in the log, by whomever. */
  synchronized void evicted(long offset, UUID id, long now) {
    member(offset, id).evicted(now);
  }

  /**
   * An id's tombstone is in the log. Fences that waited for it and that it never observed keep in
   * mind that it was evicted: the tombstone, by whichever coordinator, says no more than that.
   * Until its roll is read a fence waits for nobody: what is buried by then may be of long ago.
   */
  synchronized void gone(UUID id) {
    Member member = roll.remove(id);
    if (member != null && member.evicted()) {
      calls.replaceAll((sequence, call) -> evictedFor(call, member) ? call.without(id) : call);
    }
  }

  private static boolean evictedFor(Call call, Member member) {
    return call.rollEnd().isPresent()
        && member.onRollAt(call.rollEnd().getAsLong())
        && silent(call, member);
  }

  /**
   * Begins to call the roll for a fence.
   *
   * @param since reading of the clock not before the fence's acknowledgement
   */
  synchronized void call(long sequence, String requestRef, long since) {
    calls.put(sequence, new Call(sequence, requestRef, since, OptionalLong.empty(), Set.of()));
    unread.add(sequence);
  }

  /** The roll was read up to an offset, and all of it is known here. */
  synchronized void rollRead(Set<Long> sequences, long end) {
    reading = false;
    sequences.forEach(sequence -> calls.computeIfPresent(sequence, (s, call) -> call.read(end)));
  }

  /** The roll was not read. */
  synchronized void rollNotRead(Set<Long> sequences) {
    reading = false;
    unread.addAll(sequences);
  }

  /** An eviction was not acknowledged. */
  synchronized void notEvicted(UUID id) {
    Member member = roll.get(id);
    if (member != null) {
      member.notEvicted();
    }
  }

  /** A tombstone was not acknowledged. */
  synchronized void notBuried(UUID id) {
    Member member = roll.get(id);
    if (member != null) {
      member.notBuried();
    }
  }

  /** Decides what is to be done now, and takes it for begun. */
  synchronized List<RollOrder> next(long now) {
    List<RollOrder> orders = new ArrayList<>();
    readRoll(orders);
    evictSilent(orders, now);
    bury(orders, now);
    announce(orders, now);
    return orders;
  }

  /** Nanoseconds until {@link #next} may have something to say although nothing happened. */
  synchronized long restsFor(long now) {
    long rest = Long.MAX_VALUE;
    for (Call call : calls.values()) {
      long left = call.patienceLeft(now, patience);
      if (left > 0) {
        rest = Math.min(rest, left);
        break;
      }
    }
    for (Member member : roll.values()) {
      rest = Math.min(rest, member.buriedIn(now, patience));
    }
    return Math.max(1, rest);
  }

  /** How far the roll call of a fence is. */
  synchronized Drain progress(long sequence, long now) {
    Call call = calls.get(sequence);
    if (call == null) {
      return new Drain.Unknown();
    }
    if (call.rollEnd().isEmpty()) {
      return new Drain.ReadingRoll();
    }
    long left = Math.max(0, call.patienceLeft(now, patience));
    return new Drain.Waiting(
        idsOnRoll(call, member -> counts(call, member, now)), Duration.ofNanos(left));
  }

  private Member member(long offset, UUID id) {
    return roll.computeIfAbsent(id, unknown -> new Member(offset));
  }

  private void readRoll(List<RollOrder> orders) {
    if (!reading && !unread.isEmpty()) {
      reading = true;
      orders.add(new RollOrder.ReadRoll(Set.copyOf(unread)));
      unread.clear();
    }
  }

  private void evictSilent(List<RollOrder> orders, long now) {
    for (Call call : calls.values()) {
      if (call.rollEnd().isPresent() && call.patienceLeft(now, patience) <= 0) {
        onRoll(call)
            .filter(entry -> silent(call, entry.getValue()) && entry.getValue().working())
            .forEach(
                entry -> {
                  entry.getValue().beEvicted();
                  orders.add(new RollOrder.Evict(entry.getKey(), call.requestRef()));
                });
      }
    }
  }

  private void bury(List<RollOrder> orders, long now) {
    boolean waits = guards.contains(Guard.BURIED_AFTER_PATIENCE);
    roll.forEach(
        (id, member) -> {
          if (member.buriedIn(now, waits ? patience : 0) <= 0) {
            member.beBuried();
            orders.add(new RollOrder.Bury(id));
          }
        });
  }

  private void announce(List<RollOrder> orders, long now) {
    Iterator<Call> all = calls.values().iterator();
    while (all.hasNext()) {
      Call call = all.next();
      if (call.rollEnd().isPresent() && drained(call, now)) {
        all.remove();
        orders.add(new RollOrder.Announce(result(call)));
      }
    }
  }

  private boolean drained(Call call, long now) {
    return !guards.contains(Guard.ROLL_CALL)
        || onRoll(call).noneMatch(entry -> counts(call, entry.getValue(), now));
  }

  private Drained result(Call call) {
    Set<UUID> evicted = new HashSet<>(idsOnRoll(call, member -> silent(call, member)));
    evicted.addAll(call.buried());
    return new Drained(call.sequence(), idsOnRoll(call, member -> !silent(call, member)), evicted);
  }

  /** Whether the fence has to wait for this member. */
  private boolean counts(Call call, Member member, long now) {
    boolean waitedOut =
        call.patienceLeft(now, patience) <= 0
            || !guards.contains(Guard.EVICTED_COUNTS_UNTIL_BURIED);
    return silent(call, member) && !(member.evicted() && waitedOut);
  }

  private static boolean silent(Call call, Member member) {
    return !member.hasObserved(call.sequence());
  }

  private Set<UUID> idsOnRoll(Call call, Predicate<Member> which) {
    return onRoll(call)
        .filter(entry -> which.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(toSet());
  }

  private Stream<Map.Entry<UUID, Member>> onRoll(Call call) {
    long end = call.rollEnd().orElse(-1);
    return roll.entrySet().stream().filter(entry -> entry.getValue().onRollAt(end));
  }
}
