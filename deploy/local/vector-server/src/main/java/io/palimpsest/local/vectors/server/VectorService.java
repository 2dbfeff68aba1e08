package io.palimpsest.local.vectors.server;

import io.palimpsest.local.vectors.api.Dispatch;
import io.palimpsest.local.vectors.api.Wire;
import io.palimpsest.local.vectors.call.CallCounts;
import io.palimpsest.local.vectors.control.ControlApi;
import io.palimpsest.local.vectors.control.Definition;
import io.palimpsest.local.vectors.control.Definition.Embedding;
import io.palimpsest.local.vectors.control.Indexes;
import io.palimpsest.local.vectors.control.Ports;
import io.palimpsest.local.vectors.fault.FaultApi;
import io.palimpsest.local.vectors.fault.Faults;
import io.palimpsest.local.vectors.fault.Faulty;
import io.palimpsest.local.vectors.fault.VisibilityDelays;
import io.palimpsest.local.vectors.index.IndexSettings;
import io.palimpsest.local.vectors.index.IndexSpec;
import io.palimpsest.local.vectors.inference.Embedder;
import io.palimpsest.local.vectors.inference.TextHandler;
import io.palimpsest.local.vectors.key.ApiKeys;
import io.palimpsest.local.vectors.key.Authorised;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * The whole server but for its main port. When it is made, everything acknowledged in an earlier
 * life is there; when it is closed, everything is committed.
 */
final class VectorService implements AutoCloseable {
  /**
   * What it is made of.
   *
   * @param embedding present when the index of the main port embeds texts itself
   * @param host the address that further ports listen on
   * @param mainPort the port that {@link #router} is served on, once it is
   */
  record Settings(
      Path dataDir,
      IndexSpec main,
      Optional<Embedding> embedding,
      Embedder embedder,
      IndexSettings index,
      ApiKeys keys,
      int workers,
      String host,
      IntSupplier mainPort) {}

  private final ExecutorService workers;
  private final Indexes indexes;
  private final Vertx vertx;
  private final Router router;
  private final String host;

  VectorService(Vertx vertx, Settings settings) throws IOException {
    this.vertx = vertx;
    this.host = settings.host();
    this.workers = workers(settings.workers());
    VisibilityDelays delays = new VisibilityDelays();
    this.indexes =
        Indexes.open(
            settings.dataDir().resolve("indexes"),
            Definition.main(settings.main(), settings.embedding()),
            settings.index(),
            delays);
    this.router = router(settings, delays);
  }

  private Router router(Settings settings, VisibilityDelays delays) {
    ApiKeys keys = settings.keys();
    Faults faults = new Faults();
    TextHandler texts = new TextHandler(indexes, settings.embedder(), settings.main().dimension());
    CallCounts counted = new CallCounts(new Authorised(keys, new Faulty(faults, texts, workers)));
    Router routes = Wire.router(vertx, new Dispatch(vertx, workers, counted));
    new ControlApi(indexes, keys, settings.mainPort(), settings.main().dimension()).mount(routes);
    new FaultApi(faults, delays, keys, counted).mount(routes);
    Wire.answerFailures(routes);
    return routes;
  }

  /** What every port serves. */
  Router router() {
    return router;
  }

  /** Opens the ports of all indexes but the main one. Blocks. */
  void openPorts() throws IOException {
    indexes.serveOthers(new Ports(vertx, host, router));
  }

  @Override
  public void close() throws IOException {
    indexes.close();
    workers.shutdown();
  }

  private static ExecutorService workers(int count) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        count,
        task -> Thread.ofPlatform().name("worker-" + number.incrementAndGet()).unstarted(task));
  }
}
