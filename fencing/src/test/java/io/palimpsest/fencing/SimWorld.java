package io.palimpsest.fencing;

import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.SimSchedule.Action;
import io.palimpsest.fencing.SimSchedule.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One seeded run: two scopes, some writers, a coordinator each, two logs, a network and a store.
 */
final class SimWorld {
  static final int BOUND = 5;
  static final FenceBounds BOUNDS =
      new FenceBounds(Duration.ofNanos(BOUND), Duration.ofNanos(BOUND), Duration.ofNanos(BOUND));

  private static final int LONGEST_RUN = 1200;
  private static final int MOST_SCOPES = 4;
  private static final int MOST_PROCESSES = 4;
  private static final Trouble[] TROUBLES = Trouble.values();
  private static final int LATEST_TROUBLE = 15;
  private static final double EARLY = 0.4;
  private static final int AFTERMATH = 60;
  private static final double[] CLOCK_RATES = {0.2, 0.4, 0.8};

  /** A statement in the writers' log; null body: tombstone. */
  record Line(UUID id, Kind kind, long sequence) {}

  enum Kind {
    REGISTERED,
    OBSERVED,
    EVICTED,
    TOMBSTONE
  }

  /** A request on its way to the store. */
  static final class Request {
    final UUID uid;
    final long landsBy;
    boolean landed;

    Request(UUID uid, long landsBy) {
      this.uid = uid;
      this.landsBy = landsBy;
    }
  }

  final Random random;
  final Set<Guard> guards;
  final Set<Shortcut> shortcuts;

  /** Whether a thread may stand still between the check of the deadline and the socket. */
  final boolean gap;

  final int workersEach;

  /** Whether workers admit, send and land only at the last moment that is allowed. */
  final boolean lateToAdmit;

  final boolean lateToSend;

  /** Whether no answer ever comes, so that workers try again until their deadline. */
  final boolean answersLost;

  private final boolean lateToLand;
  final List<UUID> scopes;
  final List<Fence> fences = new ArrayList<>();
  final List<Line> lines = new ArrayList<>();
  final List<SimRecord> records = new ArrayList<>();
  final List<SimWriter> writers = new ArrayList<>();
  final SimTally tally = new SimTally();
  long now;
  long evictedAt = -1;

  final SimSchedule schedule;
  private final Lane clockLane;
  private final Lane networkLane;
  private final Lane joinLane;
  private final List<SimCoordinator> coordinators = new ArrayList<>();
  private final List<Request> network = new ArrayList<>();
  private final Set<UUID> drained = new HashSet<>();
  private final int mostAlive;
  private final double clockRate;
  private final int troubledFrom;
  private boolean troubled;
  private boolean resurrected;

  SimWorld(long seed, Set<Guard> removed, Set<Shortcut> shortcuts) {
    this.random = new Random(seed);
    this.schedule = new SimSchedule(random);
    this.clockLane = schedule.lane();
    this.networkLane = schedule.lane();
    this.joinLane = schedule.lane();
    this.guards = EnumSet.complementOf(copy(removed));
    this.shortcuts = shortcuts;
    this.gap = random.nextInt(4) == 0;
    this.clockRate = CLOCK_RATES[random.nextInt(CLOCK_RATES.length)];
    this.workersEach = 1 + random.nextInt(2);
    boolean allLate = random.nextInt(5) < 2;
    this.lateToAdmit = allLate || random.nextInt(6) == 0;
    this.lateToSend = allLate || random.nextInt(6) == 0;
    this.lateToLand = allLate || random.nextInt(4) == 0;
    this.troubledFrom = random.nextInt(LATEST_TROUBLE);
    this.answersLost = random.nextInt(6) == 0;
    this.mostAlive = 1 + random.nextInt(2);
    this.scopes = Stream.generate(this::newId).limit(1 + random.nextInt(MOST_SCOPES)).toList();
    writers.add(new SimWriter(this, newId()));
    scopes.forEach(scope -> coordinators.add(new SimCoordinator(this, scope)));
  }

  /**
   * @return whether something of a scope landed after it was drained and deleted
   */
  boolean run() {
    int left = LONGEST_RUN;
    while (left-- > 0 && !resurrected) {
      schedule.runOne(possible());
      left = drained.size() == scopes.size() ? Math.min(left, AFTERMATH) : left;
    }
    return resurrected;
  }

  UUID newId() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  long append(Line line) {
    lines.add(line);
    return lines.size() - 1;
  }

  long append(UUID uid) {
    fences.add(new Fence(fences.size(), uid, ScopeType.SOURCE, "er"));
    return fences.size() - 1;
  }

  Request send(UUID uid) {
    Request request = new Request(uid, now + BOUND);
    network.add(request);
    return request;
  }

  /** The drain has ended and the delete is through: from here on the scope must stay away. */
  void drained(UUID uid) {
    if (drained.add(uid)) {
      tally.drained++;
    }
  }

  void evicting() {
    tally.evicted++;
    evictedAt = evictedAt < 0 ? now : evictedAt;
  }

  private List<Action> possible() {
    List<Action> possible = new ArrayList<>();
    possible.add(new Action(clockLane, clockRate, this::tick));
    if (!lateToLand) {
      network.forEach(
          request -> possible.add(new Action(networkLane, early(request), () -> land(request))));
    }
    records.forEach(record -> record.actions(possible));
    writers.forEach(writer -> writer.actions(possible));
    coordinators.forEach(coordinator -> coordinator.actions(possible));
    if (writers.stream().filter(SimWriter::alive).count() < mostAlive
        && writers.size() < MOST_PROCESSES) {
      possible.add(new Action(joinLane, this::join));
    }
    return possible;
  }

  /** Of several requests the newest tends to overtake the others. */
  private double early(Request request) {
    return request == network.getLast() ? EARLY : EARLY / 10;
  }

  private void join() {
    boolean again = shortcuts.contains(Shortcut.KEEPS_ID_OVER_RESTART);
    UUID id = again ? writers.getLast().firstId() : newId();
    writers.add(new SimWriter(this, writers.getLast().alive() ? newId() : id));
  }

  private void tick() {
    List.copyOf(network).stream().filter(request -> request.landsBy <= now).forEach(this::land);
    now++;
    trouble();
  }

  private void trouble() {
    SimWriter first = writers.getFirst();
    if (!troubled && now >= troubledFrom && first.state.leased(now)) {
      troubled = true;
      first.suffer(TROUBLES[random.nextInt(TROUBLES.length)]);
    }
  }

  private void land(Request request) {
    network.remove(request);
    request.landed = true;
    tally.landed++;
    resurrected |= drained.contains(request.uid);
  }

  private static EnumSet<Guard> copy(Set<Guard> guards) {
    return guards.isEmpty() ? EnumSet.noneOf(Guard.class) : EnumSet.copyOf(guards);
  }
}
