package io.palimpsest.local.vectors.server;

import io.palimpsest.local.vectors.control.Definition.Embedding;
import io.palimpsest.local.vectors.index.IndexSettings;
import io.palimpsest.local.vectors.index.IndexSpec;
import io.palimpsest.local.vectors.inference.Embedder;
import io.palimpsest.local.vectors.inference.HashEmbedder;
import io.palimpsest.local.vectors.inference.HttpEmbedder;
import io.palimpsest.local.vectors.key.ApiKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServer;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The server's life as Quarkus sees it: recovered before the port opens, committed at the end. */
@ApplicationScoped
class VectorServer {
  private final VectorService service;

  VectorServer(
      ServerConfig config,
      Vertx vertx,
      HttpServer http,
      @ConfigProperty(name = "quarkus.http.host") String host)
      throws IOException {
    this.service = new VectorService(vertx, settings(config, host, http::getPort));
  }

  void mount(@Observes Router main) {
    main.route().subRouter(service.router());
  }

  void start(@Observes StartupEvent event) throws IOException {
    service.openPorts();
  }

  void stop(@Observes ShutdownEvent event) throws IOException {
    service.close();
  }

  private static VectorService.Settings settings(
      ServerConfig config, String host, IntSupplier mainPort) throws IOException {
    return new VectorService.Settings(
        config.dataDir(),
        IndexSpec.dense(config.indexName(), config.dimension(), config.metric()),
        config.textField().map(field -> new Embedding(config.embedModel(), field)),
        config.embedderUrl().<Embedder>map(HttpEmbedder::new).orElseGet(HashEmbedder::new),
        new IndexSettings(
            config.openNamespaces(),
            config.closeAfter(),
            config.checkpointEvery(),
            config.logBytes()),
        ApiKeys.parse(keys(config)),
        config.workers(),
        host,
        mainPort);
  }

  private static List<String> keys(ServerConfig config) throws IOException {
    List<String> keys = new ArrayList<>(config.keys().orElse(List.of()));
    config.faultsKey().map("faults:"::concat).ifPresent(keys::add);
    if (config.keysFile().isPresent()) {
      Files.readAllLines(config.keysFile().get()).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(keys::add);
    }
    return keys;
  }
}
