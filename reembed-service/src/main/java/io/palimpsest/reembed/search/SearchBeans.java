package io.palimpsest.reembed.search;

import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Writer;
import io.palimpsest.reembed.embed.LoadedModel;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.route.RouteView;
import io.palimpsest.reembed.search.embed.CachedQueries;
import io.palimpsest.reembed.search.embed.ModelQueries;
import io.palimpsest.reembed.search.embed.QueryEmbedder;
import io.palimpsest.reembed.search.find.FanOut;
import io.palimpsest.reembed.search.find.NamespaceSearch;
import io.palimpsest.reembed.search.find.Target;
import io.palimpsest.reembed.search.place.Places;
import io.palimpsest.reembed.search.rerank.RerankConfig;
import io.palimpsest.reembed.search.rerank.Rerankers;
import io.palimpsest.reembed.service.IndexConfig;
import io.palimpsest.reembed.service.Second;
import io.palimpsest.reembed.service.Targets;
import io.palimpsest.reembed.wiring.VectorsConfig;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.vectorstore.VectorStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

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
    return new ModelQueries(model, queryThreads());
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
  Sides sides(
      SearchConfig config,
      VectorsConfig vectors,
      VectorStore store,
      QueryEmbedder embedder,
      ChunkPositions positions,
      MongoLedger ledger,
      Targets targets,
      RouteView routes,
      IndexConfig index) {
    Map<String, SearchSide> sides = new HashMap<>();
    targets.second().ifPresent(second -> sides.put(second.name(), side(second, config, ledger)));
    sides.put(
        index.target(),
        new SearchSide(
            new CachedQueries(embedder, config.rememberedQueries()),
            new Target(index.target(), store, embedder.model(), vectors.metric()),
            positions));
    return new Sides(sides, index.target(), routes::forReading);
  }

  private static SearchSide side(Second second, SearchConfig config, MongoLedger ledger) {
    QueryEmbedder embedder = new ModelQueries(second.model(), queryThreads());
    return new SearchSide(
        new CachedQueries(embedder, config.rememberedQueries()),
        new Target(second.name(), second.store(), embedder.model(), second.metric()),
        new LedgerPositions(ledger, second.name()));
  }

  private static Executor queryThreads() {
    return Executors.newFixedThreadPool(
        Runtime.getRuntime().availableProcessors(),
        Thread.ofPlatform().daemon().name("query-embedding-", 0).factory());
  }

  @Produces
  @Singleton
  Searcher searcher(
      SearchConfig config, Sides sides, FanOut fanOut, RerankConfig rerank, MeterRegistry meters) {
    Ticker ticker = Ticker.system();
    return new Searcher(
        sides,
        fanOut,
        Rerankers.of(rerank),
        new SearchMetrics(meters),
        ticker,
        () -> Deadline.after(ticker, config.queryDeadline()));
  }
}
