package io.palimpsest.fencing;

import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.WriterEvicted;
import io.palimpsest.event.WriterObserved;
import io.palimpsest.event.WriterStatement;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.TopicRecord;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does on Kafka what {@link RollCall} decides. */
final class KafkaFenceLog implements FenceLog {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaFenceLog.class);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_READ = Duration.ofSeconds(5);

  private final Ticker ticker;
  private final InstantSource clock;
  private final EventPublisher publisher;
  private final FenceProofs proofs;
  private final Roster roster;
  private final RollCall rollCall;
  private final Map<Long, CompletableFuture<Drained>> waiting = new ConcurrentHashMap<>();
  private final TurnLoop loop = new TurnLoop("roll-call", this::turn);
  private final Executor pause =
      CompletableFuture.delayedExecutor(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
  private final TopicFollower<WriterStatement> writers;

  KafkaFenceLog(
      FenceBounds bounds,
      Ticker ticker,
      InstantSource clock,
      EventPublisher publisher,
      TopicLog log,
      FenceProofs proofs) {
    this.ticker = ticker;
    this.clock = clock;
    this.publisher = publisher;
    this.proofs = proofs;
    this.roster = new Roster(publisher, clock);
    this.rollCall = new RollCall(bounds, Guard.all());
    this.writers = log.follow(Topic.WRITERS, WriterStatement.class, this::heard);
  }

  KafkaFenceLog start() {
    loop.start();
    return this;
  }

  @Override
  public CompletableFuture<Long> fence(UUID uid, ScopeType type, String requestRef) {
    ScopeFenced fence = new ScopeFenced(uid, type, requestRef, clock.instant());
    return publisher
        .publish(Topic.ERASURE_FENCES, uid.toString(), fence)
        .thenApply(RecordMetadata::offset);
  }

  @Override
  public CompletableFuture<Drained> drain(long sequence, String requestRef) {
    return waiting
        .computeIfAbsent(
            sequence,
            asked -> {
              rollCall.call(sequence, requestRef, ticker.nanos());
              loop.wake();
              return new CompletableFuture<>();
            })
        .copy();
  }

  @Override
  public Drain progress(long sequence) {
    return rollCall.progress(sequence, ticker.nanos());
  }

  @Override
  public Optional<String> obstacle() {
    return writers.failure().map(Throwable::toString);
  }

  @Override
  public void close() {
    loop.close();
    writers.close();
  }

  private long turn() {
    rollCall.next(ticker.nanos()).forEach(this::carryOut);
    return rollCall.restsFor(ticker.nanos());
  }

  private void carryOut(RollOrder order) {
    switch (order) {
      case RollOrder.ReadRoll read -> readRoll(read);
      case RollOrder.Evict(UUID id, String requestRef) -> evict(id, requestRef);
      case RollOrder.Bury(UUID id) -> bury(id);
      case RollOrder.Announce(Drained drained) -> announce(drained);
    }
  }

  private void readRoll(RollOrder.ReadRoll order) {
    writers
        .readToEnd()
        .orTimeout(LONGEST_READ.toNanos(), TimeUnit.NANOSECONDS)
        .whenComplete(
            (end, fault) -> {
              if (fault == null) {
                rollCall.rollRead(order.sequences(), end);
                loop.wake();
              } else {
                later(fault, () -> rollCall.rollNotRead(order.sequences()));
              }
            });
  }

  private void evict(UUID id, String requestRef) {
    LOG.warn("writer {} is silent and evicted for {}", id, requestRef);
    onFault(roster.evicted(id, requestRef), () -> rollCall.notEvicted(id));
  }

  private void bury(UUID id) {
    onFault(roster.gone(id), () -> rollCall.notBuried(id));
  }

  private void announce(Drained drained) {
    CompletableFuture<Drained> waiter = waiting.remove(drained.sequence());
    if (waiter != null) {
      waiter.completeAsync(() -> drained);
    }
  }

  /** That it succeeded is heard from the log itself. */
  private void onFault(CompletableFuture<?> written, Runnable again) {
    written.whenComplete(
        (metadata, fault) -> {
          if (fault != null) {
            later(fault, again);
          }
        });
  }

  private void later(Throwable fault, Runnable again) {
    LOG.warn("the roll call waits: {}", fault.toString());
    pause.execute(
        () -> {
          again.run();
          loop.wake();
        });
  }

  private void heard(TopicRecord<WriterStatement> heard) {
    proofs.check(heard);
    Reading.key(heard).ifPresent(id -> heard(id, heard));
    loop.wake();
  }

  private void heard(UUID id, TopicRecord<WriterStatement> heard) {
    long offset = heard.offset();
    if (heard.value() == null) {
      rollCall.gone(id);
      return;
    }
    switch (body(heard.value())) {
      case WriterObserved observed -> rollCall.observed(offset, id, observed.getSequence());
      case WriterEvicted evicted -> rollCall.evicted(offset, id, ticker.nanos());
      default -> rollCall.registered(offset, id);
    }
  }

  /** A statement that cannot be decoded says at least that there is such a writer. */
  private static Object body(Decoded<WriterStatement> value) {
    return value instanceof Decoded.Event<WriterStatement>(WriterStatement statement)
        ? statement.getBody()
        : value;
  }
}
