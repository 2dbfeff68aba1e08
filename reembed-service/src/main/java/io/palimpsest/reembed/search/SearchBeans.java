package io.palimpsest.reembed.search;

import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Writer;
import io.palimpsest.reembed.app.IndexConfig;
import io.palimpsest.reembed.app.Second;
import io.palimpsest.reembed.app.Targets;
import io.palimpsest.reembed.app.VectorsConfig;
import io.palimpsest.reembed.embed.LoadedModel;
import io.palimpsest.reembed.find.CachedQueries;
import io.palimpsest.reembed.find.FanOut;
import io.palimpsest.reembed.find.FilledIndex;
import io.palimpsest.reembed.find.ModelQueries;
import io.palimpsest.reembed.find.NamespaceSearch;
import io.palimpsest.reembed.find.Places;
import io.palimpsest.reembed.find.QueryEmbedder;
import io.palimpsest.reembed.find.RerankConfig;
import io.palimpsest.reembed.find.Rerankers;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.route.ReadSide;
import io.palimpsest.reembed.route.RouteView;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.vectorstore.VectorStore;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** Wires search. */
@Singleton
class SearchBeans {
  @Produces
  @Singleton
  Places places(Registry registry, Writer writer) {
    return new Places(registry, writer::isFenced);
  }

  @Produces
  @Singleton
  QueryEmbedder queryEmbedder(LoadedModel model) {
    return new ModelQueries(model);
  }

  @Produces
  @Singleton
  ChunkPositions positions(MongoLedger ledger, IndexConfig index) {
    return new LedgerPositions(ledger, index.target());
  }

  @Produces
  @Singleton
  FanOut fanOut(SearchConfig config, Writer writer) {
    Ticker ticker = Ticker.system();
    return new FanOut(
        new NamespaceSearch(writer::isFenced, ticker),
        ticker,
        config.namespaceDeadline(),
        config.parallelNamespaces());
  }

  void close(@Disposes FanOut fanOut) {
    fanOut.close();
  }

  @Produces
  @Singleton
  AskedTargets sides(
      SearchConfig config,
      VectorsConfig vectors,
      VectorStore store,
      QueryEmbedder embedder,
      ChunkPositions positions,
      MongoLedger ledger,
      Targets targets,
      RouteView routes,
      IndexConfig index,
      @Any Instance<ReadSide> readSides) {
    Map<String, AskedTarget> sides = new HashMap<>();
    targets.second().ifPresent(second -> sides.put(second.name(), side(second, config, ledger)));
    VectorStore read = store;
    for (ReadSide side : readSides) {
      read = side.over(read);
    }
    sides.put(
        index.target(),
        new AskedTarget(
            new CachedQueries(embedder, config.rememberedQueries()),
            new FilledIndex(index.target(), read, embedder.model(), vectors.metric()),
            positions));
    return new AskedTargets(sides, index.target(), routes::forReading);
  }

  private static AskedTarget side(Second second, SearchConfig config, MongoLedger ledger) {
    QueryEmbedder embedder = new ModelQueries(second.model());
    return new AskedTarget(
        new CachedQueries(embedder, config.rememberedQueries()),
        new FilledIndex(second.name(), second.store(), embedder.model(), second.metric()),
        new LedgerPositions(ledger, second.name()));
  }

  /** From the start on: an alert on a counter that does not exist never fires for its first. */
  @Produces
  @Singleton
  @Startup
  SearchMetrics metrics(MeterRegistry meters) {
    return new SearchMetrics(meters);
  }

  @Produces
  @Singleton
  Searcher searcher(
      SearchConfig config,
      AskedTargets sides,
      FanOut fanOut,
      RerankConfig rerank,
      SearchMetrics metrics) {
    Ticker ticker = Ticker.system();
    return new Searcher(
        sides,
        fanOut,
        Rerankers.of(rerank),
        metrics,
        ticker,
        () -> Deadline.after(ticker, config.queryDeadline()));
  }
}
