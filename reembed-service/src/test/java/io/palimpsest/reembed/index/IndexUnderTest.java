package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.FenceProofs;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Writer;
import io.palimpsest.fencing.WriterSettings;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.trace.Traces;
import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.reembed.change.Arrivals;
import io.palimpsest.reembed.change.Contents;
import io.palimpsest.reembed.change.Tenants;
import io.palimpsest.reembed.change.Unsealing;
import io.palimpsest.reembed.embed.Afterwards;
import io.palimpsest.reembed.embed.CachingEmbedder;
import io.palimpsest.reembed.embed.EmbedStage;
import io.palimpsest.reembed.embed.Embedder;
import io.palimpsest.reembed.embed.MeteredEmbedder;
import io.palimpsest.reembed.embed.MiniLmTokens;
import io.palimpsest.reembed.embed.MongoEmbeddingCache;
import io.palimpsest.reembed.embed.ValidatingEmbedder;
import io.palimpsest.reembed.erase.ErasureChannel;
import io.palimpsest.reembed.erase.Holdings;
import io.palimpsest.reembed.erase.Kept;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.intake.Channel;
import io.palimpsest.reembed.intake.ChannelRules;
import io.palimpsest.reembed.intake.Consumers;
import io.palimpsest.reembed.intake.Dependencies;
import io.palimpsest.reembed.ledger.IntentWatch;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.reembed.park.Parking;
import io.palimpsest.reembed.park.ParkingLot;
import io.palimpsest.reembed.park.Sealing;
import io.palimpsest.reembed.repair.Findings;
import io.palimpsest.reembed.route.MarkingBatches;
import io.palimpsest.reembed.route.Watermarks;
import io.palimpsest.reembed.text.Chunker;
import io.palimpsest.reembed.text.ChunkingRules;
import io.palimpsest.reembed.text.DocumentText;
import io.palimpsest.reembed.text.ParsingLimits;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.topic.Topic;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorStore;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** One instance of the index side on real stores, with seams where a test wants to interfere. */
final class IndexUnderTest implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(90);
  static final EmbedStage.CallRules CALLS =
      new EmbedStage.CallRules(1, Duration.ofMillis(500), Duration.ofMillis(2_500), 4096, 200_000);
  static final String TARGET = "main";
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  final Ground ground = Ground.get();
  final Crashes crashes = new Crashes();
  final SealingKeys keys = new SealingKeys();
  final Watermarks watermarks = new Watermarks(1_000, 384);
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Dependencies dependencies = new Dependencies(Ticker.system());
  final VectorStore store = ground.openStore();
  final MongoLedger ledger;
  final ParkingLot lot;
  final MongoEmbeddingCache cache;
  final Channel channel;
  final Writer writer;
  final MongoDatabase database;
  final Registry registry = new Registry();
  final Admissions admissions;
  final IntentWatch watch;
  final WriteStage writing;
  volatile Contents contents = (id, uid) -> new Contents.Fetched.Missing();
  volatile Destinations destinations = Destinations.everywhere();
  final Pipeline pipeline;
  final Tenants tenants;
  private final EmbedStage stage;
  private final TopicFollower<TenantChanged> follower;
  private final ErasureChannel erasure;

  IndexUnderTest(Embedder embedder) throws Exception {
    this(embedder, "g" + UUID.randomUUID(), true);
  }

  IndexUnderTest(Embedder embedder, String name, boolean fromNow) throws Exception {
    this(embedder, name, fromNow, IndexUnderTest::pipeline);
  }

  IndexUnderTest(
      Embedder embedder, String name, boolean fromNow, Function<IndexUnderTest, Batches> batches)
      throws Exception {
    this(embedder, name, fromNow, batches, Ground.get().publisher);
  }

  /**
   * @param stopping longest time that its end waits for work under way
   */
  IndexUnderTest(Embedder embedder, String name, boolean fromNow, Duration stopping)
      throws Exception {
    this(embedder, name, fromNow, IndexUnderTest::pipeline, Ground.get().publisher, stopping);
  }

  /**
   * @param batches what the channel puts changes to, made of everything that is there by then
   * @param announcing tells others what became of changes
   */
  IndexUnderTest(
      Embedder embedder,
      String name,
      boolean fromNow,
      Function<IndexUnderTest, Batches> batches,
      EventPublisher announcing)
      throws Exception {
    this(embedder, name, fromNow, batches, announcing, Duration.ofSeconds(5));
  }

  private IndexUnderTest(
      Embedder embedder,
      String name,
      boolean fromNow,
      Function<IndexUnderTest, Batches> batches,
      EventPublisher announcing,
      Duration stopping)
      throws Exception {
    database =
        ground
            .mongo
            .getDatabase("t" + name.replace("-", "").substring(0, 20))
            .withTimeout(10, TimeUnit.SECONDS);
    ledger = new MongoLedger(database);
    lot = new ParkingLot(database);
    Arrivals arrivals = new Arrivals();
    follower =
        new TopicLog(ground.kafka.withClientId("tenants-" + name), ground.codec)
            .follow(
                Topic.TENANTS,
                TenantChanged.class,
                tenant -> {
                  if (tenant.value() instanceof Decoded.Event<TenantChanged>(var event)) {
                    registry.apply(event);
                    arrivals.changed();
                  }
                });
    writer =
        Writer.start(
            WriterSettings.of("index-test", Ground.BOUNDS),
            ground.publisher,
            ground.kafka,
            ground.codec,
            new FenceProofs(ground.verifier(), 0, 0));
    admissions = new Admissions(writer, Ground.BOUNDS);
    watch = new IntentWatch(Ticker.system(), admissions.waitForIntent());
    IndexMetrics metrics = new IndexMetrics(meters);
    cache = new MongoEmbeddingCache(database, Clock.systemUTC());
    CachingEmbedder cached =
        new CachingEmbedder(
            new MeteredEmbedder(new ValidatingEmbedder(embedder), metrics), cache, admissions);
    stage = EmbedStage.over(cached, CALLS, Integer.MAX_VALUE);
    tenants = new Tenants(registry, () -> follower.awaitEnd(Duration.ofSeconds(5)), arrivals);
    writing =
        WriteStage.over(
            (tenant, target) -> destinations.include(tenant, target),
            store,
            ledger,
            admissions,
            new WriteRules(500, Duration.ofMillis(20), Duration.ofMillis(200)),
            metrics,
            crashes);
    pipeline = assemble(TARGET, stage, store, writing, cached);
    channel =
        new Channel(
            new ChannelRules(6, 3, 2000, 64 << 20, 200, stopping),
            consumer(name, fromNow),
            Consumers.alone(ground.kafka, name + "-deferred"),
            ground.codec,
            ground.verifier(),
            new Unsealing(keys),
            new MarkingBatches(batches.apply(this), watermarks),
            stage,
            tenants,
            new Parking(lot, admissions),
            new Sealing(keys, keys),
            new Announcer(
                announcing, Clock.systemUTC(), stage.model().name(), admissions, Traces.none()),
            dependencies,
            metrics,
            crashes);
    erasure =
        ErasureChannel.over(
            new Holdings(store, Duration.ofSeconds(5), ledger.scopes(), kept(), registry),
            Consumers.of(
                ground.kafka,
                name + "-erasure",
                new StringDeserializer(),
                new ByteArrayDeserializer()),
            new ErasureChannel.Line(
                ground.codec,
                record -> ground.verifier().verify(record) instanceof Proof.Proven,
                ground.publisher,
                metrics),
            writer,
            Ground.BOUNDS.patience());
    assertThat(writer.awaitLease(Duration.ofSeconds(90))).isTrue();
    channel.start();
    erasure.start();
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** A pipeline to any target of this index. */
  Pipeline assemble(
      String target,
      EmbedStage embedding,
      VectorStore into,
      WriteStage through,
      Afterwards afterwards) {
    return new PipelineParts(
            target,
            tenants,
            (id, uid) -> contents.fetch(id, uid),
            new DocumentText(new ParsingLimits(1 << 20, 1 << 20, Duration.ofSeconds(5))),
            new Chunker(new ChunkingRules(32, 0), new MiniLmTokens()),
            ledger,
            watch,
            embedding,
            into,
            Duration.ofSeconds(5),
            through,
            admissions,
            afterwards,
            crashes)
        .assemble();
  }

  List<Kept> kept() {
    Findings findings = new Findings(database, Clock.systemUTC());
    return List.of(
        new Kept("adopted", ledger.adopted()::count, ledger.adopted()::delete),
        new Kept("parked", lot::count, lot::delete),
        new Kept("cached", cache::count, cache::delete),
        new Kept("findings", findings::count, findings::delete));
  }

  Twin twin() {
    return new Twin(ground.publisher).register();
  }

  /** Waits until the revision is in the ledger with no intent left. */
  LedgerRow awaitRevision(UUID uid, long revision) {
    await()
        .pollDelay(Duration.ZERO)
        .atMost(PATIENCE)
        .until(
            () ->
                row(uid)
                    .filter(row -> row.revision() == revision && row.intent().isEmpty())
                    .isPresent());
    return row(uid).orElseThrow();
  }

  Optional<LedgerRow> row(UUID uid) {
    RowKey key = new RowKey(uid, TARGET);
    return Optional.ofNullable(ledger.read(List.of(key)).get(key));
  }

  /** The vectors of a namespace, by id. */
  Map<String, StoredVector> stored(String namespace) {
    NamespaceReader reader = store.maintenance("test", "look").namespace(namespace);
    Deadline deadline = Deadline.after(Ticker.system(), Duration.ofSeconds(10));
    Map<String, StoredVector> found = new HashMap<>();
    reader.list("", deadline, ids -> found.putAll(reader.fetch(ids, deadline)));
    return found;
  }

  /** Ledger and store say the same: ids, and the revision of each vector's last write. */
  void assertInStep(Twin twin, String source) {
    assertInStep(twin, List.of(source));
  }

  /** The same of several sources, with one look at the store. */
  void assertInStep(Twin twin, List<String> sources) {
    Map<String, StoredVector> stored = stored(twin.namespace());
    sources.forEach(source -> assertInStep(twin, source, stored));
  }

  private void assertInStep(Twin twin, String source, Map<String, StoredVector> all) {
    LedgerRow row = row(twin.uid(source)).orElseThrow();
    Map<String, StoredVector> stored = new HashMap<>(all);
    stored.keySet().removeIf(id -> !id.startsWith(source + "#"));
    assertThat(row.intent()).isEmpty();
    assertThat(stored.keySet()).isEqualTo(row.ids());
    row.chunks()
        .forEach(
            chunk ->
                assertThat(stored.get(chunk.id()).metadata().number(Ownership.REVISION))
                    .hasValue((double) chunk.revision()));
  }

  double count(String metric) {
    return meters.find(metric).counters().stream().mapToDouble(counter -> counter.count()).sum();
  }

  private Consumer<byte[], byte[]> consumer(String group, boolean fromNow) throws Exception {
    if (fromNow) {
      startAtTheEnd(group);
    }
    return Consumers.of(
        ground.kafka, group, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private void startAtTheEnd(String group) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", ground.kafka.bootstrapServers()))) {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      for (Topic topic : List.of(Topic.SOURCES, Topic.PORTFOLIO)) {
        for (int partition = 0; partition < topic.partitions(); partition++) {
          latest.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
        }
      }
      Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
      admin.alterConsumerGroupOffsets(group, ends).all().get();
    }
  }

  @Override
  public void close() {
    together(erasure::close, channel::close);
    together(writer::close, follower::close, store::close);
  }

  /** Most of an end is waiting for the broker's answer to the fetch that is under way. */
  private static void together(Runnable... parts) {
    CompletableFuture<?>[] closing =
        Stream.of(parts)
            .map(part -> CompletableFuture.runAsync(part, THREADS))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(closing).join();
  }
}
