package io.palimpsest.fencing;

import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.WriterEvicted;
import io.palimpsest.event.WriterStatement;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.TopicRecord;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does on Kafka what {@link WriterState} decides. */
final class KafkaWriter implements Writer {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaWriter.class);
  private static final Duration LONGEST_POLL = Duration.ofSeconds(5);

  private final WriterSettings settings;
  private final Ticker ticker;
  private final InstantSource clock;
  private final Roster roster;
  private final FenceProofs proofs;
  private final WriterState state;
  private final FenceListeners listeners;
  private final TopicFollower<ScopeFenced> fences;
  private final TopicFollower<WriterStatement> writers;
  private final TurnLoop loop;
  private final Executor pause;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Object renewed = new Object();

  KafkaWriter(
      WriterSettings settings,
      Ticker ticker,
      InstantSource clock,
      Roster roster,
      TopicLog log,
      FenceProofs proofs) {
    this.settings = settings;
    this.ticker = ticker;
    this.clock = clock;
    this.roster = roster;
    this.proofs = proofs;
    this.state =
        new WriterState(
            settings.bounds(), settings.renewal().toNanos(), UUID::randomUUID, Guard.all());
    this.listeners = new FenceListeners(state);
    this.loop = new TurnLoop("writer-" + settings.service(), this::turn);
    this.pause =
        CompletableFuture.delayedExecutor(settings.renewal().toNanos(), TimeUnit.NANOSECONDS);
    this.fences = log.follow(Topic.ERASURE_FENCES, ScopeFenced.class, this::fenced);
    this.writers = log.follow(Topic.WRITERS, WriterStatement.class, this::heard);
  }

  KafkaWriter start() {
    loop.start();
    return this;
  }

  @Override
  public Admission admit(Collection<UUID> uids) {
    if (uids.isEmpty()) {
      throw new IllegalArgumentException("a write without a uid cannot be fenced");
    }
    WorkEntry entry = state.enter();
    return switch (state.decide(entry, uids, ticker.nanos())) {
      case Verdict.Admit(long deadlineAt) ->
          new Admission.Admitted(new AdmittedWork(state, entry, ticker, deadlineAt, loop::wake));
      case Verdict.Refuse(UUID uid) -> new Admission.Refused(uid);
      case Verdict.Unleased() -> new Admission.Unleased();
    };
  }

  @Override
  public ErasureAdmission admit(Warrant warrant) {
    WorkEntry entry = state.enter();
    long now = ticker.nanos();
    return switch (state.decide(entry, warrant, expiresAt(warrant, now), now)) {
      case ADMIT ->
          new ErasureAdmission.Admitted(
              new AdmittedWork(state, entry, ticker, entry.deadlineAt(), loop::wake));
      case UNFENCED -> new ErasureAdmission.Unfenced();
      case EXPIRED -> new ErasureAdmission.Expired();
      case BEHIND -> new ErasureAdmission.Behind();
      case UNLEASED -> new ErasureAdmission.Unleased();
    };
  }

  /** On this process's own clock; of what is far away it is enough to know that it is. */
  private long expiresAt(Warrant warrant, long now) {
    Duration left = Duration.between(clock.instant(), warrant.expiry());
    Duration longest = settings.bounds().deadline().multipliedBy(2);
    return now + (left.compareTo(longest) < 0 ? left : longest).toNanos();
  }

  @Override
  public boolean awaitFences(long sequence, Duration timeout) throws InterruptedException {
    return await(() -> fencesApplied() >= sequence, timeout);
  }

  @Override
  public boolean leased() {
    return state.leased(ticker.nanos());
  }

  @Override
  public boolean awaitLease(Duration timeout) throws InterruptedException {
    return await(this::leased, timeout);
  }

  private boolean await(BooleanSupplier reached, Duration timeout) throws InterruptedException {
    Deadline deadline = Deadline.after(ticker, timeout);
    synchronized (renewed) {
      while (!reached.getAsBoolean() && !deadline.passed()) {
        renewed.wait(Math.max(1, deadline.remaining().toMillis()));
      }
    }
    return reached.getAsBoolean();
  }

  @Override
  public Optional<String> obstacle() {
    return fences.failure().or(writers::failure).map(Throwable::toString);
  }

  @Override
  public boolean isFenced(Collection<UUID> uids) {
    return state.fences().anyOf(uids).isPresent();
  }

  @Override
  public long fencesApplied() {
    return state.fences().applied();
  }

  @Override
  public List<Fence> fences() {
    return state.fences().inOrder();
  }

  @Override
  public void onFence(Consumer<Fence> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    state.stop();
    loop.wake();
    try {
      if (!done.await(settings.stopping().toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.warn("writer of {} stops with work in the air; it will be evicted", settings.service());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loop.close();
    fences.close();
    writers.close();
  }

  private long turn() {
    while (true) {
      switch (state.next(ticker.nanos())) {
        case WriterStep.Register register -> register(register);
        case WriterStep.Poll poll -> poll(poll);
        case WriterStep.Observe observe -> observe(observe);
        case WriterStep.Leave leave -> leave(leave);
        case WriterStep.Rest(long nanos) -> {
          return nanos;
        }
        case WriterStep.Done() -> {
          done.countDown();
          return Long.MAX_VALUE;
        }
      }
    }
  }

  private void register(WriterStep.Register step) {
    LOG.info("writer of {} registers as {}", settings.service(), step.id());
    report(
        roster.registered(step.id(), settings.service()),
        () -> state.registered(step.id()),
        () -> state.notRegistered(step.id()));
  }

  /** Both ends are asked for after {@link WriterStep.Poll#began}. */
  private void poll(WriterStep.Poll step) {
    CompletableFuture<?> ended =
        CompletableFuture.allOf(fences.readToEnd(), writers.readToEnd())
            .orTimeout(LONGEST_POLL.toNanos(), TimeUnit.NANOSECONDS);
    report(ended, () -> polled(step), state::notPolled);
  }

  private void polled(WriterStep.Poll step) {
    state.polled(step, ticker.nanos());
    tellWaiting();
  }

  private void observe(WriterStep.Observe step) {
    report(
        roster.observed(step.id(), step.sequence()),
        () -> state.observed(step),
        () -> state.notObserved(step));
  }

  private void leave(WriterStep.Leave step) {
    report(roster.gone(step.id()), state::left, state::notLeft);
  }

  /** A failure is reported after a pause, so that what failed is not tried in a tight loop. */
  private void report(CompletableFuture<?> begun, Runnable succeeded, Runnable failed) {
    begun.whenComplete(
        (result, fault) -> {
          if (fault == null) {
            succeeded.run();
            loop.wake();
          } else {
            LOG.warn("writer of {} waits: {}", settings.service(), fault.toString());
            pause.execute(
                () -> {
                  failed.run();
                  loop.wake();
                });
          }
        });
  }

  private void fenced(TopicRecord<ScopeFenced> fenced) {
    proofs.check(fenced);
    Reading.fence(fenced).ifPresent(listeners::apply);
    tellWaiting();
    loop.wake();
  }

  private void tellWaiting() {
    synchronized (renewed) {
      renewed.notifyAll();
    }
  }

  private void heard(TopicRecord<WriterStatement> statement) {
    proofs.check(statement);
    if (strikesOff(statement.value())) {
      Reading.key(statement).ifPresent(state::struckOff);
      loop.wake();
    }
  }

  private static boolean strikesOff(@Nullable Decoded<WriterStatement> value) {
    return value == null
        || (value instanceof Decoded.Event<WriterStatement>(WriterStatement statement)
            && statement.getBody() instanceof WriterEvicted);
  }
}
