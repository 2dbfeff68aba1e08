package io.palimpsest.ingest.app;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.ingest.bulk.BulkLimits;
import io.palimpsest.ingest.entry.Decisions;
import io.palimpsest.ingest.item.ItemKind;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.metric.IngestMetrics;
import io.palimpsest.ingest.registry.Creator;
import io.palimpsest.ingest.registry.HashedReferences;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Profile;
import io.palimpsest.ingest.registry.SeatHeld;
import io.palimpsest.ingest.registry.Seats;
import io.palimpsest.ingest.registry.SlugBook;
import io.palimpsest.ingest.registry.SlugHeld;
import io.palimpsest.ingest.registry.TenantKind;
import io.palimpsest.ingest.registry.Twin;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.source.SourceKind;
import io.palimpsest.ingest.store.Confirmation;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.ErasedScopes;
import io.palimpsest.ingest.store.Fingerprints;
import io.palimpsest.ingest.store.Kind;
import io.palimpsest.ingest.store.Parents;
import io.palimpsest.ingest.store.SuppressedScopes;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.Announcer;
import io.palimpsest.ingest.write.EventSeal;
import io.palimpsest.ingest.write.EventSink;
import io.palimpsest.ingest.write.Gate;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.ingest.write.Limits;
import io.palimpsest.ingest.write.Relay;
import io.palimpsest.ingest.write.SendOrder;
import io.palimpsest.ingest.write.SendWindow;
import io.palimpsest.ingest.write.Shelf;
import io.palimpsest.ingest.write.WriterFactory;
import io.palimpsest.messaging.trace.Traces;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The six kinds of entries. */
@Singleton
class Shelves {
  private static final Logger LOG = Logger.getLogger(Shelves.class);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration STOPPING = Duration.ofSeconds(2);

  private final MongoDatabase database;
  private final Vault vault;
  private final Fingerprints fingerprints;
  private final EventSink sink;
  private final HashedReferences hashed;
  private final EventSeal seal;
  private final Gate gate;
  private final InstantSource clock;
  private final Traces traces;
  private final IngestConfig.Outbox outbox;
  private final String producer;
  private final UUID instance = UUID.randomUUID();
  private final SendOrder order = new SendOrder();
  private final ExecutorService announcing;
  private final SendWindow window;
  private final WriterFactory writers;
  private final Limits limits;

  Shelves(
      MongoDatabase database,
      Vault vault,
      Fingerprints fingerprints,
      HashedReferences hashed,
      ErasedScopes erased,
      SuppressedScopes suppressed,
      EventSink sink,
      EventSeal seal,
      Gate gate,
      InstantSource clock,
      IngestConfig config,
      FenceConfig fence,
      KafkaConfig kafka,
      IngestMetrics metrics,
      Traces traces,
      @ConfigProperty(name = "quarkus.application.name") String name,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.database = database;
    this.vault = vault;
    this.fingerprints = fingerprints;
    this.hashed = hashed;
    this.sink = sink;
    this.seal = seal;
    this.gate = gate;
    this.clock = clock;
    this.traces = traces;
    this.outbox = config.outbox();
    this.producer = name + "/" + version;
    this.announcing =
        Executors.newFixedThreadPool(
            outbox.threads(), Thread.ofPlatform().name("announcer-", 0).factory());
    this.window = new SendWindow(gate::admit, window(outbox, fence, kafka), Ticker.system());
    this.limits = new Limits(outbox.patience(), PAUSE);
    this.writers =
        new WriterFactory(
            gate,
            erased,
            suppressed,
            new Decisions(outbox.lease()),
            instance,
            clock,
            window,
            limits,
            metrics::changed);
  }

  static Duration window(IngestConfig.Outbox outbox, FenceConfig fence, KafkaConfig kafka) {
    Duration window =
        outbox
            .lease()
            .minus(fence.deadline())
            .minus(kafka.deliveryTimeout())
            .minus(fence.landing());
    if (!window.isPositive()) {
      throw new IllegalArgumentException(
          "palimpsest.ingest.outbox.lease must be above the fence's deadline, the delivery timeout"
              + " and the landing bound together");
    }
    return window;
  }

  /** What cannot be told any more is told by the next relay, of whichever instance. */
  void stop() {
    announcing.shutdown();
    try {
      if (!announcing.awaitTermination(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
        int left = announcing.shutdownNow().size();
        LOG.warnf("announcements are left to the relay waiting=%d", left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Produces
  @Singleton
  GuardedWork guardedWork() {
    return new GuardedWork(gate, limits);
  }

  @Produces
  @Singleton
  BulkLimits bulkLimits(IngestConfig config) {
    return new BulkLimits(
        config.bulk().batchLines(), config.bulk().batchBytes(), config.bulk().longestLine());
  }

  @Produces
  @Singleton
  Shelf<Organization> organizations(SlugBook slugs) {
    return shelf(
        new TenantKind<>(
            "organizations",
            Organization.class,
            Organization::slug,
            none -> null,
            hashed,
            producer),
        store -> new SlugHeld(slugs));
  }

  @Produces
  @Singleton
  Shelf<Profile> profiles(Shelf<Organization> organizations, Seats seats) {
    return shelf(
        new TenantKind<>(
            "freelancer_profiles", Profile.class, profile -> null, none -> null, hashed, producer),
        store ->
            new Parents<Profile>(organizations.store())
                .and(new SeatHeld(organizations.store(), store, seats)));
  }

  @Produces
  @Singleton
  Shelf<Creator> creators() {
    return shelf(
        new TenantKind<>(
            "creators",
            Creator.class,
            creator -> null,
            Creator::externalReference,
            hashed,
            producer),
        store -> (entries, work) -> Map.of());
  }

  @Produces
  @Singleton
  Shelf<Twin> twins(Shelf<Creator> creators) {
    return shelf(
        new TenantKind<>(
            "twins", Twin.class, twin -> null, Twin::externalReference, hashed, producer),
        store -> new Parents<>(creators.store()));
  }

  @Produces
  @Singleton
  Shelf<PortfolioItem> items(Shelf<Profile> profiles) {
    return shelf(new ItemKind(producer), store -> new Parents<>(profiles.store()));
  }

  @Produces
  @Singleton
  Shelf<Source> sources(Shelf<Twin> twins) {
    return shelf(new SourceKind(producer), store -> new Parents<>(twins.store()));
  }

  private <S> Shelf<S> shelf(Kind<S> kind, Function<EntryStore<S>, Confirmation<S>> confirmations) {
    EntryStore<S> store = new EntryStore<>(database, kind, vault, fingerprints);
    Confirmation<S> confirmation = confirmations.apply(store);
    Announcer<S> announcer =
        new Announcer<>(store, sink, seal, order, window, traces, clock, announcing);
    return new Shelf<>(
        store,
        writers.writer(store, announcer, confirmation),
        new Relay<>(store, announcer, window, confirmation, instance, outbox.lease(), clock));
  }
}
