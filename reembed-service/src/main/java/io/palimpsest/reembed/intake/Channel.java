package io.palimpsest.reembed.intake;

import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.loop.Commits;
import io.palimpsest.messaging.loop.ConsumerLoop;
import io.palimpsest.messaging.loop.Joining;
import io.palimpsest.messaging.loop.LoopSettings;
import io.palimpsest.messaging.loop.Settlements;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.change.Origin;
import io.palimpsest.reembed.change.Tenants;
import io.palimpsest.reembed.change.Unsealing;
import io.palimpsest.reembed.embed.EmbedStage;
import io.palimpsest.reembed.index.Announcer;
import io.palimpsest.reembed.index.Batches;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Step;
import io.palimpsest.reembed.index.Task;
import io.palimpsest.reembed.park.ParkedRecord;
import io.palimpsest.reembed.park.Parking;
import io.palimpsest.reembed.park.Sealing;
import io.palimpsest.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of changes through this instance: reading, waiting, working, ending. Starts its own
 * threads; {@link #close} finishes what is under way and commits it.
 */
public final class Channel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Channel.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration REPLAY_PATIENCE = Duration.ofSeconds(10);
  private static final String SEAL_IS_LOST = "seal.unknown_key";
  private final ChannelRules rules;
  private final Parking parking;
  private final Sealing sealing;
  private final Backlog<Pending> backlog;
  private final Settlements settlements = new Settlements();
  private final Partitions partitions = new Partitions(settlements);
  private final ChangeReader reader;
  private final ConsumerLoop<byte[], byte[]> loop;
  private final Rereader rereader;
  private final Thread rereading;
  private final Returns returns;
  private final Thread returning;
  private final ExecutorService working =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().daemon().name("reembed-", 0).factory());

  /**
   * @param rules bounds
   * @param consumer of a group, reading bytes, committing nothing by itself
   * @param again of no group, for deferred records
   * @param codec reads the events
   * @param verifier says who wrote them
   * @param unsealing opens what is sealed in them
   * @param pipeline does the work
   * @param embedding says how large batches are
   * @param tenants the registry
   * @param parking for what cannot succeed
   * @param sealing seals what cannot be read before it is parked
   * @param announcer tells others
   * @param dependencies while one is down nothing is read
   * @param tally counts
   * @param steps is told before the last steps
   */
  public Channel(
      ChannelRules rules,
      Consumer<byte[], byte[]> consumer,
      Consumer<byte[], byte[]> again,
      EventCodec codec,
      RecordVerifier verifier,
      Unsealing unsealing,
      Batches pipeline,
      EmbedStage embedding,
      Tenants tenants,
      Parking parking,
      Sealing sealing,
      Announcer announcer,
      Dependencies dependencies,
      Tally tally,
      Step steps) {
    this.rules = rules;
    this.parking = parking;
    this.sealing = sealing;
    this.backlog = new Backlog<>(rules.share());
    this.reader = new ChangeReader(codec, verifier, unsealing);
    Clock clock = Clock.systemUTC();
    Deferrals deferrals = new Deferrals();
    int most = rules.tenantChunks();
    Intake intake =
        new Intake(reader, backlog, parking, sealing, partitions, deferrals, tally, most, clock);
    this.loop =
        ConsumerLoop.of(
            new LoopSettings("changes", Commits.IN_PASSING, POLL, LONGEST_PAUSE, rules.stopping()),
            consumer,
            Joining.group(topics()),
            new ChangeHandler(intake, backlog, deferrals, dependencies, rules),
            settlements);
    this.rereader = new Rereader(again, deferrals, intake, backlog, partitions, dependencies, most);
    this.rereading = Thread.ofPlatform().name("deferred").unstarted(rereader);
    this.returns = new Returns(parking.lot(), tenants, this::replay);
    this.returning = Thread.ofPlatform().daemon().name("returns").unstarted(returns);
    tenants.onChange(returns::tenantsChanged);
    Endings endings =
        new Endings(
            backlog,
            partitions,
            parking,
            announcer,
            dependencies,
            tally,
            clock,
            returns::parked,
            steps);
    for (int worker = 0; worker < rules.workers(); worker++) {
      working.execute(new Worker(backlog, pipeline, tenants, endings, embedding::tokensPerCall));
    }
  }

  /** Begins to read. */
  public void start() {
    loop.start();
    rereading.start();
    returning.start();
  }

  /**
   * Puts a parked record to work again; it leaves the lot when it succeeds, or when its content was
   * erased meanwhile. One that was parked because nobody proved to have written it never does: what
   * is kept of it proves no more.
   *
   * @return the reason why it is poison, or empty when it is on its way, or gone
   */
  public Optional<String> replay(Origin origin) {
    return parking.lot().find(origin).flatMap(this::replay);
  }

  private Optional<String> replay(ParkedRecord parked) {
    if (Proof.Reason.isCode(parked.reason())) {
      return Optional.of(parked.reason());
    }
    return sealing
        .open(parked)
        .map(value -> replay(parked, value))
        .orElse(Optional.of(SEAL_IS_LOST));
  }

  private Optional<String> replay(ParkedRecord parked, byte[] value) {
    Origin origin = parked.origin();
    return switch (reader.readProven(origin.topic(), value)) {
      case ChangeReader.Read.Valid(var change) -> {
        awaitRoom();
        backlog.offer(Pending.parked(new Task(change, Lane.LIVE, origin), origin, value));
        yield Optional.empty();
      }
      case ChangeReader.Read.Poison(String reason) -> Optional.of(reason);
      case ChangeReader.Read.Erased() -> {
        parking.drop(origin, parked.uids());
        yield Optional.empty();
      }
    };
  }

  /** What was parked waits for room, so that a lot of it is never loaded at once. */
  private void awaitRoom() {
    try {
      backlog.awaitRoom(rules.bytes(), REPLAY_PATIENCE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Puts a change to work, beside what is read in its turn, and says how it ended. The future never
   * ends when this channel is closed before.
   */
  public CompletableFuture<Outcome.Final> submit(ChangeScan.Seen seen, Lane lane) {
    CompletableFuture<Outcome.Final> asking = new CompletableFuture<>();
    backlog.offer(
        Pending.asked(
            new Task(seen.change(), lane, seen.origin()), seen.origin(), seen.payload(), asking));
    return asking;
  }

  /** Why changes are not read now, or not all of them; empty while they are. */
  public Optional<String> failure() {
    return loop.failure();
  }

  /** The topics that it reads. */
  public List<String> topics() {
    return ChangeHandler.TOPICS.stream().map(Topic::topicName).toList();
  }

  /** Records by topic that lie before it, in the partitions that it was given. */
  public Map<String, Long> lag() {
    return loop.lag();
  }

  /** Records that were read and are not finished. */
  public long unfinished() {
    return partitions.unfinished();
  }

  /** Finishes what is under way, within bounds, commits, and leaves the group. */
  @Override
  public void close() {
    long end = System.nanoTime() + rules.stopping().toNanos();
    rereader.stop();
    returns.stop();
    backlog.close();
    working.shutdown();
    try {
      if (!working.awaitTermination(rules.stopping().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("work under way was cut off: others will do it again");
        working.shutdownNow();
      }
      loop.close();
      if (!rereading.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
        LOG.warn("deferred records are still being read");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
