package io.palimpsest.reembed.app;

import io.palimpsest.event.TenantChanged;
import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Writer;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.trace.Traces;
import io.palimpsest.reembed.change.Arrivals;
import io.palimpsest.reembed.change.Contents;
import io.palimpsest.reembed.change.HttpContents;
import io.palimpsest.reembed.change.Tenants;
import io.palimpsest.reembed.change.Unsealing;
import io.palimpsest.reembed.embed.Afterwards;
import io.palimpsest.reembed.embed.EmbedStage;
import io.palimpsest.reembed.erase.ErasureChannel;
import io.palimpsest.reembed.erase.Holdings;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.index.Announcer;
import io.palimpsest.reembed.index.Destinations;
import io.palimpsest.reembed.index.Pipeline;
import io.palimpsest.reembed.index.PipelineParts;
import io.palimpsest.reembed.index.Step;
import io.palimpsest.reembed.index.WriteRules;
import io.palimpsest.reembed.index.WriteStage;
import io.palimpsest.reembed.intake.Channel;
import io.palimpsest.reembed.intake.ChannelRules;
import io.palimpsest.reembed.intake.Consumers;
import io.palimpsest.reembed.intake.Dependencies;
import io.palimpsest.reembed.intake.Tally;
import io.palimpsest.reembed.ledger.IntentWatch;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.park.Parking;
import io.palimpsest.reembed.park.ParkingLot;
import io.palimpsest.reembed.park.Sealing;
import io.palimpsest.reembed.route.Answering;
import io.palimpsest.reembed.route.Freshness;
import io.palimpsest.reembed.route.LagTally;
import io.palimpsest.reembed.route.LagTally.LagMeter;
import io.palimpsest.reembed.route.RoutedBatches;
import io.palimpsest.reembed.route.Visibility;
import io.palimpsest.reembed.route.Watermarks;
import io.palimpsest.reembed.text.Chunker;
import io.palimpsest.reembed.text.ChunkingRules;
import io.palimpsest.reembed.text.DocumentText;
import io.palimpsest.reembed.text.ParsingLimits;
import io.palimpsest.reembed.text.TokenCounter;
import io.palimpsest.sealing.CachedKeys;
import io.palimpsest.sealing.HttpKeys;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.vectorstore.VectorStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The index side, part by part. */
@Singleton
class Index {
  private static final int LAGS_AT_ONCE = 4;
  private static final int REMEMBERED_WRITES = 10_000;
  private static final Duration TENANTS_TIMEOUT = Duration.ofSeconds(5);

  @Produces
  @Singleton
  FenceBounds bounds(FenceConfig config) {
    return new FenceBounds(config.lease(), config.deadline(), config.landing());
  }

  @Produces
  @Singleton
  Admissions admissions(Writer writer, FenceBounds bounds) {
    return new Admissions(writer, bounds);
  }

  @Produces
  @Singleton
  IntentWatch watch(Admissions admissions) {
    return new IntentWatch(Ticker.system(), admissions.waitForIntent());
  }

  @Produces
  @Singleton
  Tenants tenants(Registry registry, TopicFollower<TenantChanged> topic, Arrivals arrivals) {
    return new Tenants(registry, () -> topic.awaitEnd(TENANTS_TIMEOUT), arrivals);
  }

  @Produces
  @Singleton
  Contents contents(IndexConfig config) {
    return new HttpContents(config.ingest().url(), config.ingest().token().orElse(""));
  }

  @Produces
  @Singleton
  HttpKeys ownersKeys(IndexConfig config) {
    return new HttpKeys(config.ingest().url(), config.ingest().token().orElse(""));
  }

  @Produces
  @Singleton
  CachedKeys keys(HttpKeys owners, IndexConfig config, Writer writer) {
    CachedKeys keys =
        new CachedKeys(
            owners,
            writer::isFenced,
            config.ingest().heldKeys(),
            com.github.benmanes.caffeine.cache.Ticker.systemTicker());
    writer.onFence(fence -> keys.drop(fence.uid()));
    return keys;
  }

  @Produces
  @Singleton
  Unsealing unsealing(CachedKeys keys) {
    return new Unsealing(keys);
  }

  @Produces
  @Singleton
  Sealing sealing(HttpKeys owners, CachedKeys keys) {
    return new Sealing(owners, keys);
  }

  @Produces
  @Singleton
  WriteStage writing(
      Destinations destinations,
      VectorStore store,
      MongoLedger ledger,
      Admissions admissions,
      IndexConfig config,
      IndexMetrics metrics) {
    IndexConfig.Writing writing = config.writing();
    WriteRules rules =
        new WriteRules(writing.vectorsPerIntent(), writing.firstDelay(), writing.longestDelay());
    return WriteStage.over(destinations, store, ledger, admissions, rules, metrics, Step.none());
  }

  @Produces
  @Singleton
  Pipeline pipeline(
      IndexConfig config,
      Tenants tenants,
      Contents contents,
      TokenCounter tokens,
      MongoLedger ledger,
      EmbedStage embedding,
      VectorStore store,
      WriteStage writing,
      Afterwards afterwards,
      IntentWatch watch,
      Admissions admissions) {
    IndexConfig.Parsing parsing = config.parsing();
    IndexConfig.Chunks chunks = config.chunks();
    return new PipelineParts(
            config.target(),
            tenants,
            contents,
            new DocumentText(
                new ParsingLimits(parsing.maxBytes(), parsing.maxCharacters(), parsing.timeout())),
            new Chunker(new ChunkingRules(chunks.targetTokens(), chunks.overlapTokens()), tokens),
            ledger,
            watch,
            embedding,
            store,
            config.readTimeout(),
            writing,
            admissions,
            afterwards,
            Step.none())
        .assemble();
  }

  @Produces
  @Singleton
  Channel channel(
      IndexConfig config,
      KafkaSettings kafka,
      EventCodec codec,
      RecordVerifier verifier,
      Unsealing unsealing,
      EventPublisher publisher,
      RoutedBatches pipeline,
      EmbedStage embedding,
      Tenants tenants,
      Parking parking,
      Sealing sealing,
      Admissions admissions,
      Dependencies dependencies,
      IndexMetrics metrics,
      TenantFigures figures,
      Freshness freshness,
      Traces traces) {
    IndexConfig.Reading reading = config.reading();
    return new Channel(
        new ChannelRules(
            reading.workers(),
            reading.share(),
            reading.waiting(),
            reading.waitingBytes().asLongValue(),
            reading.tenantChunks(),
            reading.stopping()),
        Consumers.of(
            kafka, config.group(), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
        Consumers.alone(kafka, config.group() + "-deferred"),
        codec,
        verifier,
        unsealing,
        pipeline,
        embedding,
        tenants,
        parking,
        sealing,
        new Announcer(publisher, Clock.systemUTC(), embedding.model().name(), admissions, traces),
        dependencies,
        new LagTally(
            metrics.and((Tally) figures),
            freshness,
            Clock.systemUTC(),
            metrics.and((LagMeter) figures),
            LAGS_AT_ONCE),
        Step.none());
  }

  @Produces
  @Singleton
  AllWatermarks watermarks(Targets targets, EmbedStage embedding) {
    Map<String, Watermarks> all = new HashMap<>();
    all.put(targets.homeName(), new Watermarks(REMEMBERED_WRITES, embedding.model().dimension()));
    targets
        .second()
        .ifPresent(
            second ->
                all.put(
                    second.name(),
                    new Watermarks(REMEMBERED_WRITES, second.model().info().dimension())));
    return new AllWatermarks(all);
  }

  @Produces
  @Singleton
  Freshness freshness(
      MongoLedger ledger,
      Targets targets,
      Answering answering,
      IndexConfig config,
      AllWatermarks watermarks,
      ParkingLot lot) {
    Map<String, Visibility> visibilities = new HashMap<>();
    targets
        .stores()
        .forEach(
            (name, store) ->
                visibilities.put(
                    name, new Visibility(store, config.readTimeout(), watermarks.of(name))));
    return new Freshness(ledger.scopes(), visibilities, answering::target, lot);
  }

  @Produces
  @Singleton
  ErasureChannel erasure(
      IndexConfig config,
      KafkaSettings kafka,
      EventCodec codec,
      EventPublisher publisher,
      Writer writer,
      FenceBounds bounds,
      Targets targets,
      MongoLedger ledger,
      KeptBesideRows kept,
      Registry registry,
      IndexMetrics metrics,
      RecordVerifier verifier) {
    return ErasureChannel.over(
        new Holdings(
            targets.everywhere(), config.readTimeout(), ledger.scopes(), kept.all(), registry),
        Consumers.of(
            kafka,
            config.group() + "-erasure",
            new StringDeserializer(),
            new ByteArrayDeserializer()),
        new ErasureChannel.Line(
            codec, record -> verifier.verify(record) instanceof Proof.Proven, publisher, metrics),
        writer,
        bounds.patience());
  }
}
