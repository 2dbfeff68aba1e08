package io.palimpsest.benchmarks.ground;

import com.mongodb.client.MongoDatabase;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Writer;
import io.palimpsest.fencing.WriterSettings;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.trace.Traces;
import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.reembed.change.Contents;
import io.palimpsest.reembed.change.Tenants;
import io.palimpsest.reembed.change.Unsealing;
import io.palimpsest.reembed.embed.CachingEmbedder;
import io.palimpsest.reembed.embed.EmbedStage;
import io.palimpsest.reembed.embed.LangChainEmbedder;
import io.palimpsest.reembed.embed.MeteredEmbedder;
import io.palimpsest.reembed.embed.MiniLmTokens;
import io.palimpsest.reembed.embed.ModelFailures;
import io.palimpsest.reembed.embed.ModelInfo;
import io.palimpsest.reembed.embed.MongoEmbeddingCache;
import io.palimpsest.reembed.embed.ValidatingEmbedder;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.index.Announcer;
import io.palimpsest.reembed.index.Destinations;
import io.palimpsest.reembed.index.PipelineParts;
import io.palimpsest.reembed.index.Step;
import io.palimpsest.reembed.index.WriteRules;
import io.palimpsest.reembed.index.WriteStage;
import io.palimpsest.reembed.intake.Channel;
import io.palimpsest.reembed.intake.ChannelRules;
import io.palimpsest.reembed.intake.Consumers;
import io.palimpsest.reembed.intake.Dependencies;
import io.palimpsest.reembed.ledger.IntentWatch;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.park.Parking;
import io.palimpsest.reembed.park.ParkingLot;
import io.palimpsest.reembed.park.Sealing;
import io.palimpsest.reembed.text.Chunker;
import io.palimpsest.reembed.text.ChunkingRules;
import io.palimpsest.reembed.text.DocumentText;
import io.palimpsest.reembed.text.ParsingLimits;
import io.palimpsest.reembed.text.RememberedTokens;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.topic.Topic;
import io.palimpsest.vectorstore.VectorStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The index side of the product with the settings that it ships with, in this process, so that a
 * model can be put in and its counters read. It begins at the present end of the topics.
 */
public final class IndexSide implements AutoCloseable {
  private static final Duration STARTED = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final List<String> DONE = List.of("embedded", "unchanged", "removed");
  private static final FenceBounds BOUNDS = FenceBounds.standard();
  private final Ground ground;
  private final String name = "bench-" + UUID.randomUUID();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final IndexMetrics metrics = new IndexMetrics(meters);
  private final Registry registry = new Registry();
  private final VectorStore store;
  private final Writer writer;
  private final TopicFollower<TenantChanged> follower;
  private final Channel channel;

  private IndexSide(Ground ground, ModelInfo info, EmbeddingModel model)
      throws InterruptedException {
    this.ground = ground;
    this.store = ground.openStore();
    this.follower = follow();
    this.writer =
        Writer.start(
            WriterSettings.of(name, BOUNDS),
            ground.publisher(),
            ground.kafka(),
            ground.codec(),
            ground.proofs());
    this.channel = channel(info, model);
    if (!writer.awaitLease(STARTED)) {
      throw new IllegalStateException("the writer got no lease");
    }
  }

  /**
   * Starts one over a model and returns when it takes changes in.
   *
   * @param maxTokens most tokens that the model reads
   */
  public static IndexSide start(Ground ground, EmbeddingModel model, int maxTokens)
      throws InterruptedException {
    ModelInfo info = new ModelInfo("bench-model", model.dimension(), maxTokens);
    IndexSide side = new IndexSide(ground, info, model);
    side.channel.start();
    side.warm();
    return side;
  }

  /** A creator that is known to the registry. */
  public Creator creator() {
    return Creator.register(ground.publisher());
  }

  /**
   * Runs the work, and returns the seconds until so many changes more were done: what others were
   * told of counts, and their acknowledgement is part of it.
   *
   * @throws IllegalStateException when a change ended otherwise, as what is parked does: it would
   *     be counted as work that was never done
   */
  public double seconds(int changes, Runnable work) {
    double before = done();
    double otherwise = count(IndexMetrics.EVENTS) - before;
    long began = System.nanoTime();
    work.run();
    while (done() < before + changes) {
      if (System.nanoTime() - began > LONGEST.toNanos()) {
        throw new IllegalStateException("not all changes came through");
      }
      LockSupport.parkNanos(1_000_000);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    double undone = count(IndexMetrics.EVENTS) - done() - otherwise;
    if (undone > 0) {
      throw new IllegalStateException("%.0f changes ended undone".formatted(undone));
    }
    return seconds;
  }

  private double done() {
    return DONE.stream()
        .flatMap(
            outcome -> meters.find(IndexMetrics.EVENTS).tag("outcome", outcome).counters().stream())
        .mapToDouble(Counter::count)
        .sum();
  }

  /** A counter of {@link IndexMetrics}, over all its tags. */
  public double count(String metric) {
    return meters.find(metric).counters().stream().mapToDouble(Counter::count).sum();
  }

  /** Lets one change through: a group takes seconds to form. */
  private void warm() {
    Creator creator = creator();
    creator.announce(List.of("The first one."), 1);
    seconds(1, () -> {});
  }

  private TopicFollower<TenantChanged> follow() {
    return new TopicLog(
            ground.kafka().withClientId("tenants-" + name),
            ground.codec(),
            ground.proofs().verifier())
        .follow(
            Topic.TENANTS,
            TenantChanged.class,
            tenant -> {
              if (tenant.value() instanceof Decoded.Event<TenantChanged>(var event)) {
                registry.apply(event);
              }
            });
  }

  private Channel channel(ModelInfo info, EmbeddingModel model) {
    MongoDatabase database =
        ground.mongo().getDatabase("b" + name.replace("-", "").substring(5, 25));
    MongoLedger ledger = new MongoLedger(database);
    Admissions admissions = new Admissions(writer, BOUNDS);
    CachingEmbedder cached =
        new CachingEmbedder(
            new MeteredEmbedder(
                new ValidatingEmbedder(
                    new LangChainEmbedder(info, deadline -> model, ModelFailures.inProcess())),
                metrics),
            new MongoEmbeddingCache(database, Clock.systemUTC()),
            admissions);
    EmbedStage stage =
        EmbedStage.over(
            cached,
            new EmbedStage.CallRules(
                1, Duration.ofMillis(500), Duration.ofSeconds(15), 2048, 300_000),
            Integer.MAX_VALUE);
    Tenants tenants = new Tenants(registry, () -> follower.awaitEnd(Duration.ofSeconds(5)));
    Contents noContents = (id, uid) -> new Contents.Fetched.Missing();
    WriteRules rules = new WriteRules(500, Duration.ofMillis(50), Duration.ofSeconds(1));
    return new Channel(
        new ChannelRules(6, 3, 2000, 64 << 20, 200, Duration.ofSeconds(8)),
        fromNow(name + "-changes"),
        Consumers.alone(ground.kafka(), name + "-deferred"),
        ground.codec(),
        ground.proofs().verifier(),
        new Unsealing(uids -> Map.of()),
        new PipelineParts(
                "main",
                tenants,
                noContents,
                new DocumentText(new ParsingLimits(8 << 20, 8 << 20, Duration.ofSeconds(20))),
                new Chunker(new ChunkingRules(256, 0), new RememberedTokens(new MiniLmTokens())),
                ledger,
                new IntentWatch(Ticker.system(), admissions.waitForIntent()),
                stage,
                store,
                Duration.ofSeconds(10),
                WriteStage.over(
                    Destinations.everywhere(),
                    store,
                    ledger,
                    admissions,
                    rules,
                    metrics,
                    Step.none()),
                admissions,
                cached,
                Step.none())
            .assemble(),
        stage,
        tenants,
        new Parking(new ParkingLot(database), admissions),
        new Sealing((name, until) -> Optional.empty(), uids -> Map.of()),
        new Announcer(
            ground.publisher(), Clock.systemUTC(), info.name(), admissions, Traces.none()),
        new Dependencies(Ticker.system()),
        metrics,
        Step.none());
  }

  private Consumer<byte[], byte[]> fromNow(String group) {
    TopicEnds.commit(ground.kafka().bootstrapServers(), group);
    return Consumers.of(
        ground.kafka(), group, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public void close() {
    channel.close();
    writer.close();
    follower.close();
    store.close();
  }
}
