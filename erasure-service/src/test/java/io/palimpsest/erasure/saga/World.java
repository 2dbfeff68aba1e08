package io.palimpsest.erasure.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Mark;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.phase.Answers;
import io.palimpsest.erasure.phase.ApprovalPolicy;
import io.palimpsest.erasure.phase.Confirmation;
import io.palimpsest.erasure.phase.Expiry;
import io.palimpsest.erasure.phase.PatrolPolicy;
import io.palimpsest.erasure.phase.Planner;
import io.palimpsest.erasure.phase.ResidualPolicy;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.erasure.plan.KeptNames;
import io.palimpsest.erasure.plan.PlanMaker;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureState;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Drain;
import io.palimpsest.fencing.Drained;
import io.palimpsest.fencing.FenceLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Everything around one request, on one thread, with a seam at each effect. */
final class World {
  private static final Duration GRACE = Duration.ofMillis(10);

  private static final int LOOKS_UNDER_HOLD = 4;

  private final Seam seam;
  private final Trouble trouble;
  private final ResidualPolicy left;
  private Mark outside = Mark.of(Samples.received(ScopeType.CREATOR, Standing.OWNER, false));
  private int fired;
  private boolean remained;
  private int unlanded = 1;
  private int stored = 1;
  private long openedUnderHold;
  private Set<UUID> beforeTheHold = Set.of();
  private boolean rivalling;
  private final MemoryRequests requests;
  private final Heard heard = new Heard();
  private final Deque<Delivery> deliveries = new ArrayDeque<>();
  private final List<String> effects = new ArrayList<>();
  private final ErasureRequest first = Samples.received(ScopeType.CREATOR, Standing.OWNER, false);
  private Instant now = Samples.NOW;

  private record Delivery(UUID task, Receipt receipt) {}

  World(Seam seam) {
    this(seam, Trouble.NONE);
  }

  World(Seam seam, Trouble trouble) {
    this(seam, trouble, Samples.NOTHING_LEFT);
  }

  World(Seam seam, Trouble trouble, ResidualPolicy left) {
    this.left = left;
    this.seam = seam;
    this.trouble = trouble;
    this.requests = new MemoryRequests(seam);
    requests.insert(first);
  }

  /** How often the trouble came about. */
  int fired() {
    return fired;
  }

  /** Statements that came again. */
  int repeats() {
    return heard.repeats();
  }

  /** Vectors that can be read once everything that was under way has landed. */
  int readableInTheEnd() {
    return stored + unlanded;
  }

  /** Deletions that were begun while a hold lay on the scope. */
  long openedUnderHold() {
    return openedUnderHold;
  }

  /** Statements of which the log has fewer than were numbered. */
  long lost() {
    return request().outbox().statements() - statements().size();
  }

  Seam seam() {
    return seam;
  }

  ErasureRequest request() {
    return requests.find(first.id()).orElseThrow();
  }

  List<Statement> statements() {
    return heard.statements();
  }

  List<ErasureState> states() {
    return heard.states();
  }

  /** Lets instances live and die until the request is settled. */
  void runToTheEnd() throws InterruptedException {
    runUntil(State.ConfirmedLive.class);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Lets instances live and die until the request has settled in the state. */
  void runUntil(Class<? extends State> end) throws InterruptedException {
    for (int life = 0;
        life < 300 && !(end.isInstance(request().state()) && request().settled());
        life++) {
      now = now.plusSeconds(1);
      try {
        new Drive(parts(), first.id(), () -> false).run();
        deliver();
      } catch (RuntimeException death) {
        if (!seam.fired()) {
          throw death;
        }
      }
    }
  }

  void requireConverged() {
    String where = seam.where();
    assertThat(request().state()).as(where).isInstanceOf(State.ConfirmedLive.class);
    assertThat(request().settled()).as(where).isTrue();
    assertThat(outside)
        .as("%s: the end is outside the database", where)
        .isEqualTo(Mark.of(request()));
    assertThat(request().openTasks()).as(where).isEmpty();
    heard.requireDense(where);
    assertThat(readableInTheEnd()).as("%s: readable in the end", where).isZero();
    assertThat(states().getLast()).as(where).isEqualTo(ErasureState.CONFIRMED_LIVE);
    assertThat(effects.indexOf("erase"))
        .as("%s: deletion begins after the drain", where)
        .isGreaterThan(effects.indexOf("drained"));
    assertThat(effects.indexOf("fence")).isNotNegative().isLessThan(effects.indexOf("drained"));
    assertThat(OutsiderView.of(statements(), now).findings())
        .as("%s: what an auditor finds", where)
        .isEmpty();
  }

  private void deliver() {
    while (!deliveries.isEmpty()) {
      Delivery delivery =
          trouble == Trouble.RECEIPTS_REVERSED ? deliveries.pollLast() : deliveries.poll();
      for (Receipt receipt : troubled(delivery)) {
        ledger().change(first.id(), r -> Answers.answered(r, delivery.task(), receipt, now));
      }
    }
    statements().stream()
        .filter(entry -> entry.type() == EntryType.CONFIRMED_LIVE)
        .forEach(
            entry ->
                ledger().change(first.id(), r -> Confirmation.logged(r, entry.seq(), "{}", now)));
  }

  /** What becomes of a receipt on its way. */
  private List<Receipt> troubled(Delivery delivery) {
    Receipt receipt = delivery.receipt();
    boolean once = fired == 0;
    return switch (trouble) {
      case NONE, RIVAL, HOLD, HOLD_AFTER_THE_FENCE, HOLD_BETWEEN_STAGES, DRAIN_SKIPPED ->
          List.of(receipt);
      case HOLD_AFTER_VERIFICATION ->
          !remained && verifies(delivery) ? remainsOnce(receipt) : List.of(receipt);
      case RECEIPT_LOST -> once ? fire(List.of()) : List.of(receipt);
      case RECEIPT_TWICE -> fire(List.of(receipt, receipt));
      case RECEIPTS_REVERSED -> fire(List.of(receipt));
      case ATTEMPT_FAILED ->
          once
              ? fire(List.of(Receipt.failed(receipt.attempt(), "store.unavailable")))
              : List.of(receipt);
      case SOMETHING_REMAINS ->
          once && verifies(delivery) ? fire(remains(receipt)) : List.of(receipt);
    };
  }

  private <T> T fire(T result) {
    fired++;
    return result;
  }

  private boolean verifies(Delivery delivery) {
    return request()
        .task(delivery.task())
        .filter(task -> task.action() == ErasureAction.VERIFY)
        .isPresent();
  }

  private List<Receipt> remainsOnce(Receipt receipt) {
    remained = true;
    return remains(receipt);
  }

  private static List<Receipt> remains(Receipt receipt) {
    return List.of(new Receipt(receipt.attempt(), 1, 0, 1, "stub", "stub", List.of(), null));
  }

  /** Whole, and in the middle of a send of the one that it rivals. */
  private void rival() {
    if (trouble == Trouble.RIVAL && fired < 20 && !rivalling) {
      rivalling = true;
      try {
        new Drive(parts(), first.id(), () -> false).run();
        fired++;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        rivalling = false;
      }
    }
  }

  private boolean held() {
    if (fired == 0) {
      beforeTheHold = deletions();
    }
    boolean holds =
        trouble.holdBegins(request().state(), fired > 0) && fired < LOOKS_UNDER_HOLD && fire(true);
    if (holds) {
      openedUnderHold += deletions().stream().filter(id -> !beforeTheHold.contains(id)).count();
    }
    return holds;
  }

  private Set<UUID> deletions() {
    return request().tasks().stream()
        .filter(task -> task.action() == ErasureAction.ERASE)
        .map(Task::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Ledger ledger() {
    return new Ledger(requests, new Changes(), Gate.OPEN, clock());
  }

  private Drive.Parts parts() {
    ApprovalPolicy approvals = new ApprovalPolicy(true);
    SagaSettings settings = new TestSettings(1, Duration.ZERO);
    Ledger ledger = ledger();
    Map<String, LocalParticipant> local =
        Map.of(
            "topics",
            new Local("topics"),
            "verifier",
            new Local("verifier"),
            Expiry.PARTICIPANT,
            new Local(Expiry.PARTICIPANT));
    return new Drive.Parts(
        requests,
        new Planner(approvals, new PatrolPolicy(List.of())),
        new Situations(requests, new NoHolds(this::held), GRACE, clock()),
        new Steps(
            new OneCreator(),
            new Searcher(
                new NothingElsewhere(), (type, ids, slug) -> false, afterwards(), requests),
            new PlanMaker(OneCreator.PARTICIPANTS),
            new Fences(),
            requests,
            approvals,
            Samples::inventoried,
            afterwards(),
            (tenant, erased) -> {},
            ledger,
            left,
            clock()),
        new LocalWork(local, ledger, new NoHolds(), new SameThread(), clock()),
        this::send,
        new Changes(),
        ledger,
        Gate.OPEN,
        new Unmeasured(),
        settings,
        clock());
  }

  private CompletableFuture<?> send(ErasureRequest request, Outgoing outgoing) {
    seam.before("send");
    rival();
    switch (outgoing) {
      case Outgoing.Logged logged -> heard.take(logged);
      case Outgoing.Status status -> heard.take(status);
      case Outgoing.Work work -> request.task(work.task()).ifPresent(this::answer);
      case Outgoing.Kept kept -> outside = Mark.of(request());
    }
    seam.after("send");
    return CompletableFuture.completedFuture(null);
  }

  private void answer(Task task) {
    if (task.action() == ErasureAction.ERASE && task.participant().equals("vectors")) {
      stored = 0;
    }
    effects.add(task.action() == ErasureAction.ERASE ? "erase" : "verify");
    deliveries.add(
        new Delivery(
            task.id(), new Receipt(task.attempt(), 1, 1, 0, "stub", "stub", List.of(), null)));
  }

  private Clock clock() {
    return Clock.fixed(now, java.time.ZoneOffset.UTC);
  }

  private final class Local implements LocalParticipant {
    private final String name;

    Local(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Receipt perform(ErasureRequest request, Task task) {
      seam.before("local");
      effects.add(task.action() == ErasureAction.ERASE ? "erase" : "verify");
      seam.after("local");
      return new Receipt(task.attempt(), 1, 1, 0, "stub", "stub", List.of(), null)
          .seeing(new Receipt.Seen(true, 2, 1, 1, null, null));
    }
  }

  private final class Fences implements FenceLog {
    @Override
    public CompletableFuture<Long> fence(UUID uid, ScopeType type, String requestRef) {
      seam.before("fence");
      assertThat(uid).isEqualTo(OneCreator.CREATOR.uid());
      assertThat(outside.fenceIntended()).as("the intent is outside the database").isTrue();
      effects.add("fence");
      seam.after("fence");
      return CompletableFuture.completedFuture((long) effects.size());
    }

    @Override
    public CompletableFuture<Drained> drain(long sequence, String requestRef) {
      seam.before("drain");
      if (trouble != Trouble.DRAIN_SKIPPED) {
        // A write that was admitted before the fence: whoever waits for it sees it land.
        stored += unlanded;
        unlanded = 0;
      }
      effects.add("drained");
      seam.after("drain");
      return CompletableFuture.completedFuture(new Drained(sequence, Set.of(), Set.of()));
    }

    @Override
    public Drain progress(long sequence) {
      return new Drain.Unknown();
    }

    @Override
    public void close() {}
  }

  private Afterwards afterwards() {
    return new Afterwards(
        new KeptNames(new MemoryKeys()), NoNames.LISTED, new PatrolPolicy(List.of()), clock());
  }
}
