package io.palimpsest.reembed.migration;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.fencing.FenceProofs;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Writer;
import io.palimpsest.fencing.WriterSettings;
import io.palimpsest.jobs.JobKinds;
import io.palimpsest.jobs.JobRunner;
import io.palimpsest.jobs.Jobs;
import io.palimpsest.jobs.RunnerRules;
import io.palimpsest.jobs.act.Acts;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.messaging.proof.TrustedKeys;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.repair.Findings;
import io.palimpsest.reembed.route.Debts;
import io.palimpsest.reembed.route.RouteNews;
import io.palimpsest.reembed.route.Routes;
import io.palimpsest.reembed.search.SampleTenants;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.topic.Authorship;
import io.palimpsest.vectorstore.Metric;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.pinecone.PineconeSettings;
import io.palimpsest.vectorstore.pinecone.PineconeVectorStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What copies, on real stores: in a test, and in a process that a test kills. */
final class CopyParts implements AutoCloseable {
  static final String CREATOR = "crashing";
  static final String MODEL = "m";
  static final Duration LEASE = Duration.ofSeconds(2);
  private static final FenceBounds BOUNDS =
      new FenceBounds(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMillis(500));
  final Acts acts;
  final Jobs jobs;
  final Moves moves;
  final Plans plans;
  final Home home;
  final LegacyIndex legacy;
  final Admissions admissions;
  final CopyJob copying;
  final VerifyJob verifying;
  final Findings findings;
  final Switching switching;
  final Touched touched;
  final TouchJob touching;
  final Moves rehearsals;
  final Scratch scratch;
  final RehearseJob rehearsing;
  final VectorStore store;
  final MongoLedger ledger;
  private final MongoClient mongo;
  private final Writer writer;
  private final EventPublisher publisher;
  private final JobRunner runner;

  /**
   * Where the stores are, in the order of a command line.
   *
   * @param mongo address of the documents
   * @param database name of the database
   * @param vectors host of the index
   * @param key key to it
   * @param kafka address of the brokers
   * @param registry address of the schemas
   * @param signing folder of keys
   * @param trusted file of keys
   * @param twins how many twins there are
   */
  record Where(
      String mongo,
      String database,
      String vectors,
      String key,
      String kafka,
      String registry,
      String signing,
      String trusted,
      String twins) {
    List<String> line() {
      return List.of(mongo, database, vectors, key, kafka, registry, signing, trusted, twins);
    }

    static Where of(List<String> line) {
      return new Where(
          line.get(0),
          line.get(1),
          line.get(2),
          line.get(3),
          line.get(4),
          line.get(5),
          line.get(6),
          line.get(7),
          line.get(8));
    }
  }

  CopyParts(Where where) throws InterruptedException {
    mongo = MongoClients.create(where.mongo());
    MongoDatabase database = mongo.getDatabase(where.database());
    EventCodec codec = RegistryEventCodec.connect(URI.create(where.registry()), false);
    KafkaSettings kafka = KafkaSettings.of(where.kafka(), "copy-" + UUID.randomUUID());
    publisher = EventPublisher.connect(kafka, codec, RecordSigner.read(Path.of(where.signing())));
    RecordVerifier verifier =
        new RecordVerifier(TrustedKeys.read(Path.of(where.trusted())), (topic, reason) -> {});
    writer =
        Writer.start(
            WriterSettings.of("copy-test", BOUNDS),
            publisher,
            kafka,
            codec,
            new FenceProofs(verifier, 0, 0));
    admissions = new Admissions(writer, BOUNDS);
    store = PineconeVectorStore.open(PineconeSettings.of(where.vectors(), where.key()));
    ledger = new MongoLedger(database);
    Registry registry = new Registry();
    registry.apply(SampleTenants.creator(CREATOR, uid(CREATOR)));
    for (int at = 0; at < Integer.parseInt(where.twins()); at++) {
      registry.apply(SampleTenants.twin(CREATOR, uid(CREATOR), "t" + at, uid("t" + at)));
    }
    home =
        new Home("main", MODEL, Metric.COSINE, store, ledger.scopes(), ledger.adopted(), registry);
    legacy = new LegacyIndex(store);
    moves = new Moves(database);
    plans = new Plans(database);
    jobs = new Jobs(database, Clock.systemUTC(), Duration.ofDays(1));
    acts =
        new Acts(
            database,
            Authorship.REEMBED,
            RecordSigner.of(
                SigningKey.read(
                    Authorship.REEMBED,
                    Path.of(where.signing()).resolve(Authorship.REEMBED + ".pem"))),
            Clock.systemUTC());
    MoveNews news = new MoveNews(acts);
    findings = new Findings(database, Clock.systemUTC());
    copying =
        new CopyJob(
            plans,
            moves,
            new CopyPage(legacy, home, moves, admissions, new IntoHome(home)),
            home,
            findings,
            admissions,
            news);
    Verifying comparing =
        new Verifying(new Comparison(legacy, home, Clock.systemUTC()), findings, moves, admissions);
    verifying = new VerifyJob(plans, moves, comparing, news);
    Routes routes =
        new Routes(
            database.getCollection("legacy_routes"),
            new Debts(database),
            Switching.LEGACY,
            Set.of(Switching.LEGACY, home.target()),
            Clock.systemUTC(),
            new RouteNews(
                RecordSigner.of(SigningKey.generate(Authorship.REEMBED)), new SecureRandom()));
    switching = new Switching(routes, moves, home, legacy, admissions, news);
    touched = new Touched(plans, moves, home, switching, admissions);
    touching =
        new TouchJob(
            plans,
            moves,
            news,
            touched,
            new CopyPage(legacy, home, moves, admissions, new IntoHome(home)),
            comparing,
            switching,
            home,
            admissions);
    rehearsals = Moves.rehearsals(database);
    scratch = new Scratch(rehearsals, home, admissions);
    rehearsing =
        new RehearseJob(
            rehearsals,
            scratch,
            new CopyPage(legacy, home, rehearsals, admissions, scratch),
            admissions,
            news);
    runner =
        new JobRunner(
            jobs,
            new JobKinds(List.of(copying, verifying, touching, rehearsing)),
            new RunnerRules(1, LEASE, Duration.ofMillis(100)),
            Ticker.system());
  }

  static UUID uid(String name) {
    return UUID.nameUUIDFromBytes(("crash/" + name).getBytes(StandardCharsets.UTF_8));
  }

  void run() throws InterruptedException {
    if (!writer.awaitLease(Duration.ofSeconds(90))) {
      throw new IllegalStateException("no lease");
    }
    runner.start();
  }

  void awaitLease() throws InterruptedException {
    if (!writer.awaitLease(Duration.ofSeconds(90))) {
      throw new IllegalStateException("no lease");
    }
  }

  @Override
  public void close() {
    runner.close();
    writer.close();
    publisher.close();
    store.close();
    mongo.close();
  }

  /** A process that copies until it is killed. */
  static final class Main {
    private Main() {}

    public static void main(String... args) throws InterruptedException {
      CopyParts parts = new CopyParts(Where.of(List.of(args)));
      parts.run();
      Thread.currentThread().join();
    }
  }
}
