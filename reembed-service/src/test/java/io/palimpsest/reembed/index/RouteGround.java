package io.palimpsest.reembed.index;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.local.stack.Relay;
import io.palimpsest.local.stack.VectorIndexes;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.reembed.change.NamedTenant;
import io.palimpsest.reembed.embed.Afterwards;
import io.palimpsest.reembed.embed.EmbedStage;
import io.palimpsest.reembed.embed.Embedder;
import io.palimpsest.reembed.embed.ModelInfo;
import io.palimpsest.reembed.embed.Passage;
import io.palimpsest.reembed.find.FanOut;
import io.palimpsest.reembed.find.FilledIndex;
import io.palimpsest.reembed.find.QueryEmbedder;
import io.palimpsest.reembed.intake.ChangeScan;
import io.palimpsest.reembed.repair.Backfill;
import io.palimpsest.reembed.repair.Findings;
import io.palimpsest.reembed.repair.Refeed;
import io.palimpsest.reembed.repair.Repay;
import io.palimpsest.reembed.repair.Repaying;
import io.palimpsest.reembed.repair.Retire;
import io.palimpsest.reembed.route.Debts;
import io.palimpsest.reembed.route.RouteNews;
import io.palimpsest.reembed.route.RouteView;
import io.palimpsest.reembed.route.RoutedBatches;
import io.palimpsest.reembed.route.Routes;
import io.palimpsest.reembed.route.SecondRules;
import io.palimpsest.reembed.search.RoutedSearch;
import io.palimpsest.topic.Authorship;
import io.palimpsest.vectorstore.Metric;
import io.palimpsest.vectorstore.NamespacePrefix;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.VectorValues;
import io.palimpsest.vectorstore.pinecone.PineconeSettings;
import io.palimpsest.vectorstore.pinecone.PineconeVectorStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A second target beside the index under test, of another model. */
final class RouteGround implements AutoCloseable {
  static final String NEXT = "next";
  static final NamespacePrefix SCHEME = new NamespacePrefix("v2-");
  final Relay way;
  final VectorStore store;
  final OtherModel model;
  private final Ground ground = Ground.get();
  private Routes routes;
  private RouteView view;
  private Debts debts;
  private WriteStage writing;
  private RoutedBatches routed;
  private Repaying repaying;
  private Map<String, Batches> targets = Map.of();

  private RouteGround(String host, int dimension, NamespacePrefix prefix)
      throws IOException, InterruptedException {
    way = new Relay(host);
    model = new OtherModel(dimension);
    String key = ground.stack.secrets().vectorsAdminKey();
    store = prefix.over(PineconeVectorStore.open(PineconeSettings.of("http://" + way.host(), key)));
  }

  /** An index of its own, with vectors that fit no other. */
  static RouteGround ofAnotherIndex() throws IOException, InterruptedException {
    return new RouteGround(
        new VectorIndexes(Ground.get().stack).create(64), 64, new NamespacePrefix(""));
  }

  /** Other namespaces of the same index. */
  static RouteGround ofAnotherScheme() throws IOException, InterruptedException {
    return new RouteGround(Ground.get().stack.vectorsHost(), 384, SCHEME);
  }

  /** Another model. */
  record OtherModel(int dimension) implements Embedder {
    @Override
    public ModelInfo model() {
      return new ModelInfo("other", dimension, 256);
    }

    @Override
    public List<float[]> embed(List<Passage> passages, Deadline deadline) {
      return passages.stream().map(passage -> vector(passage.text())).toList();
    }

    float[] vector(String text) {
      return Arrays.copyOfRange(FreeEmbedder.vector(text), 0, dimension);
    }
  }

  Routes routes() {
    return routes;
  }

  RouteView view() {
    return view;
  }

  Debts debts() {
    return debts;
  }

  /** Who is asked is what the product asks, by the routes as they are known here. */
  RoutedSearch search(IndexUnderTest index, FanOut fanOut) {
    return new RoutedSearch(
        fanOut,
        Map.of(
            new FilledIndex(IndexUnderTest.TARGET, index.store, "free", Metric.COSINE),
            new Queries("free", 384, FreeEmbedder::vector),
            new FilledIndex(NEXT, store, "other", Metric.COSINE),
            new Queries("other", model.dimension(), model::vector)),
        IndexUnderTest.TARGET,
        view::forReading);
  }

  private record Queries(String model, int dimension, Function<String, float[]> vectors)
      implements QueryEmbedder {
    @Override
    public VectorValues embed(String query, Deadline deadline) {
      return VectorValues.of(vectors.apply(query));
    }
  }

  /** What the channel of the index puts changes to. */
  Batches over(IndexUnderTest index) {
    debts = new Debts(index.database);
    routes =
        new Routes(
            index.database,
            debts,
            IndexUnderTest.TARGET,
            Set.of(IndexUnderTest.TARGET, NEXT),
            Clock.systemUTC(),
            new RouteNews(
                RecordSigner.of(SigningKey.generate(Authorship.REEMBED)), new SecureRandom()));
    view = new RouteView(routes, Ticker.system(), Duration.ofMillis(200));
    index.destinations = (tenant, target) -> view.writes(tenant, target, IndexUnderTest.TARGET);
    writing =
        WriteStage.over(
            index.destinations,
            store,
            index.ledger,
            index.admissions,
            new WriteRules(500, Duration.ofMillis(20), Duration.ofMillis(200)),
            new IndexMetrics(new SimpleMeterRegistry()),
            Step.none());
    Batches next =
        index.assemble(
            NEXT,
            EmbedStage.over(model, IndexUnderTest.CALLS, Integer.MAX_VALUE),
            store,
            writing,
            Afterwards.nothing());
    targets = Map.of(IndexUnderTest.TARGET, index.pipeline(), NEXT, next);
    routed =
        new RoutedBatches(
            targets,
            IndexUnderTest.TARGET,
            view,
            debts,
            new SecondRules(Ground.BOUNDS.patience().plusSeconds(1), Duration.ofMillis(500)),
            Ticker.system());
    return routed;
  }

  JobsUnderTest jobs(IndexUnderTest index) {
    List<Repay> repay = new ArrayList<>();
    JobsUnderTest jobs =
        new JobsUnderTest(index, (scan, findings) -> kinds(index, scan, findings, repay));
    repaying =
        new Repaying(debts, jobs.jobs, repay.getFirst(), Duration.ofMillis(100), Ticker.system());
    repaying.start();
    return jobs;
  }

  private List<JobKind> kinds(
      IndexUnderTest index, ChangeScan scan, Findings findings, List<Repay> made) {
    Repay repay = new Repay(debts, routes, routed, scan, new Refeed(index.channel::submit));
    made.add(repay);
    return List.of(
        repay,
        JobsUnderTest.reconcile(
            index,
            List.of(JobsUnderTest.side(index, NEXT, "other", store, writing)),
            (tenant, target) -> view.writes(tenant, target, IndexUnderTest.TARGET),
            scan,
            findings),
        new Backfill(
            scan, targets, routes, view, debts, index.ledger, new NamedTenant(index.registry)),
        new Retire(
            Map.of(IndexUnderTest.TARGET, index.store, NEXT, store),
            routes,
            view,
            index.ledger.scopes(),
            index.admissions,
            new NamedTenant(index.registry)));
  }

  /** Ends what works on the debts; before the jobs are closed. */
  void stop() {
    repaying.close();
  }

  @Override
  public void close() throws IOException {
    store.close();
    way.close();
  }

  /** How many vectors a namespace lists. */
  static int listed(NamespaceVectors namespace) {
    AtomicInteger listed = new AtomicInteger();
    namespace.list(
        "",
        Deadline.after(Ticker.system(), Duration.ofSeconds(10)),
        ids -> listed.addAndGet(ids.size()));
    return listed.get();
  }
}
