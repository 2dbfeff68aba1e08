package io.palimpsest.erasure.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.model.Standing;
import io.palimpsest.erasure.model.Task;
import io.palimpsest.erasure.phase.ApprovalPolicy;
import io.palimpsest.erasure.phase.Confirmation;
import io.palimpsest.erasure.phase.PatrolPolicy;
import io.palimpsest.erasure.phase.Planner;
import io.palimpsest.erasure.phase.Resolution;
import io.palimpsest.erasure.phase.Samples;
import io.palimpsest.erasure.plan.Candidate;
import io.palimpsest.erasure.plan.EntityPage;
import io.palimpsest.erasure.plan.KeptNames;
import io.palimpsest.erasure.plan.PlanMaker;
import io.palimpsest.erasure.plan.ResolvedScope;
import io.palimpsest.erasure.plan.ScopeDirectory;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Drain;
import io.palimpsest.fencing.Drained;
import io.palimpsest.fencing.FenceLog;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Many requests at once: all end, few are in work at a time, the most urgent first. A stop hands
 * them back.
 */
class CrowdTest {
  private static final Duration GRACE = Duration.ofMillis(10);

  private static final int REQUESTS = Boolean.getBoolean("palimpsest.full") ? 10_000 : 2_000;
  private static final int PLACES = 8;

  private final MemoryRequests requests = new MemoryRequests(new Seam(-1));
  private final Changes changes = new Changes();
  private final Clock clock = Clock.systemUTC();
  private final Ledger ledger = new Ledger(requests, changes, Gate.OPEN, clock);
  private final List<Instant> resolved = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile Runnable whileResolving = () -> {};
  private volatile Duration lease = Duration.ofMillis(30);

  @Test
  void allEndFewAreInWorkAtATimeAndTheMostUrgentGoFirst() {
    List<Integer> days = new ArrayList<>(IntStream.range(0, REQUESTS).boxed().toList());
    Collections.shuffle(days, new Random(7));
    days.forEach(day -> requests.insert(request(day)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Dispatcher dispatcher = new Dispatcher(parts(threads), threads)) {
      dispatcher.start();
      Awaitility.await()
          .atMost(Duration.ofMinutes(10))
          .untilAsserted(
              () -> assertThat(requests.due(Instant.MAX.minusSeconds(1), REQUESTS)).isEmpty());
    }
    assertThat(resolved).hasSize(REQUESTS);
    assertThat(mostAtOnce.get()).isBetween(1, PLACES);
    requireOrdered();
  }

  @Test
  void aStopFinishesTheStepUnderWayAndHandsTheRequestToTheNextWithoutAWaitForItsLease()
      throws Exception {
    lease = Duration.ofDays(1);
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    whileResolving = () -> pause(inside, goOn);
    ErasureRequest request = request(1);
    requests.insert(request);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Dispatcher stopping = new Dispatcher(parts(threads), threads);
      stopping.start();
      inside.await();
      assertThat(due()).as("it is claimed for a day").isEmpty();

      Thread stop = Thread.ofPlatform().start(stopping::close);
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> stop.getState() == Thread.State.TIMED_WAITING || !stop.isAlive());
      goOn.countDown();
      stop.join();
      Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> stopping.inWork() == 0);

      assertThat(due()).as("handed back").containsExactly(request.id());
      assertThat(requests.find(request.id()).orElseThrow().ended()).isFalse();
      assertThat(requests.find(request.id()).orElseThrow().plan())
          .as("the step under way was stored")
          .isNotNull();

      lease = Duration.ofMillis(30);
      try (Dispatcher next = new Dispatcher(parts(threads), threads)) {
        next.start();
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .until(() -> requests.find(request.id()).orElseThrow().settled());
      }
    }
    assertThat(resolved).as("no step was done again").hasSize(1);
  }

  private List<UUID> due() {
    return requests.due(clock.instant(), REQUESTS);
  }

  private static void pause(CountDownLatch inside, CountDownLatch goOn) {
    inside.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("cut off in the middle of a step", e);
    }
  }

  /** Within a page the order is free; a request never overtakes by more than two pages. */
  private void requireOrdered() {
    List<Instant> sorted = resolved.stream().sorted().toList();
    for (int i = 0; i < resolved.size(); i++) {
      assertThat(Math.abs(sorted.indexOf(resolved.get(i)) - i)).isLessThanOrEqualTo(4 * PLACES);
    }
  }

  private static ErasureRequest request(int day) {
    ErasureRequest sample = Samples.received(ScopeType.CREATOR, Standing.OWNER, false);
    Instant received = Samples.NOW.plusSeconds(day);
    Demand demand =
        new Demand(
            ScopeType.CREATOR,
            List.of(received.toString()),
            sample.demand().reason(),
            "owner",
            Standing.OWNER,
            received,
            null,
            false,
            sample.demand().options());
    String ref = "er_" + UUID.randomUUID().toString().replace("-", "");
    return Resolution.received(UUID.randomUUID(), ref, sample.identity(), demand, Samples.NOW);
  }

  private Drive.Parts parts(ExecutorService threads) {
    ApprovalPolicy approvals = new ApprovalPolicy(true);
    SagaSettings settings = new TestSettings(PLACES, Duration.ofSeconds(5), lease);
    List<Plan.Participation> participants =
        List.of(
            new Plan.Participation("topics", 10, true, true, false),
            new Plan.Participation("verifier", 30, true, false, true));
    Steps steps =
        new Steps(
            new Directory(),
            new Searcher(
                new NothingElsewhere(), (type, ids, slug) -> false, afterwards(), requests),
            new PlanMaker(participants),
            new Fences(),
            requests,
            approvals,
            Samples::inventoried,
            afterwards(),
            (tenant, erased) -> {},
            ledger,
            Samples.NOTHING_LEFT,
            clock);
    Map<String, LocalParticipant> local =
        Map.of("topics", new Local("topics"), "verifier", new Local("verifier"));
    return new Drive.Parts(
        requests,
        new Planner(approvals, new PatrolPolicy(List.of())),
        new Situations(requests, new NoHolds(), GRACE, clock),
        steps,
        new LocalWork(local, ledger, new NoHolds(), threads, clock),
        this::send,
        changes,
        ledger,
        Gate.OPEN,
        new Unmeasured(),
        settings,
        clock);
  }

  private CompletableFuture<?> send(ErasureRequest request, Outgoing outgoing) {
    if (outgoing instanceof Outgoing.Logged logged) {
      byte[] json = logged.json().getBytes(StandardCharsets.UTF_8);
      if (Statement.parse(json).type() == EntryType.CONFIRMED_LIVE) {
        ledger.change(request.id(), r -> Confirmation.logged(r, 1, "{}", clock.instant()));
        atOnce.decrementAndGet();
      }
    }
    return CompletableFuture.completedFuture(null);
  }

  private record Local(String name) implements LocalParticipant {
    @Override
    public Receipt perform(ErasureRequest request, Task task) {
      return new Receipt(task.attempt(), 0, 0, 0, "stub", "stub", List.of(), null);
    }
  }

  private Afterwards afterwards() {
    return new Afterwards(
        new KeptNames(new MemoryKeys()), NoNames.LISTED, new PatrolPolicy(List.of()), clock);
  }

  private final class Directory implements ScopeDirectory {
    @Override
    public Optional<ResolvedScope> resolve(ScopeType type, List<String> ids) {
      resolved.add(Instant.parse(ids.getFirst()));
      mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      whileResolving.run();
      Scope creator = new Scope(ScopeType.CREATOR, "someone", UUID.randomUUID());
      return Optional.of(new ResolvedScope(List.of(creator), List.of(), null, 1));
    }

    @Override
    public List<Scope> children(UUID scope) {
      return List.of();
    }

    @Override
    public boolean knows(UUID scope) {
      return false;
    }

    @Override
    public List<Candidate> hashed(String platform, String hash) {
      return List.of();
    }

    @Override
    public List<Candidate> candidates(String text, int limit) {
      return List.of();
    }

    @Override
    public EntityPage entities(UUID scope, @Nullable String cursor) {
      return new EntityPage(List.of(), null);
    }
  }

  private static final class Fences implements FenceLog {
    @Override
    public CompletableFuture<Long> fence(UUID uid, ScopeType type, String requestRef) {
      return CompletableFuture.completedFuture(1L);
    }

    @Override
    public CompletableFuture<Drained> drain(long sequence, String requestRef) {
      return CompletableFuture.completedFuture(new Drained(sequence, Set.of(), Set.of()));
    }

    @Override
    public Drain progress(long sequence) {
      return new Drain.Unknown();
    }

    @Override
    public void close() {}
  }
}
