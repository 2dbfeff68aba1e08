package io.palimpsest.local.vectors.server;

import io.palimpsest.local.vectors.control.Definition.Embedding;
import io.palimpsest.local.vectors.index.IndexSettings;
import io.palimpsest.local.vectors.index.IndexSpec;
import io.palimpsest.local.vectors.index.Metric;
import io.palimpsest.local.vectors.inference.HashEmbedder;
import io.palimpsest.local.vectors.key.ApiKeys;
import io.pinecone.clients.Index;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The server within this process, on a free port, without Quarkus around it. */
public final class LocalServer implements AutoCloseable {
  public static final int DIMENSION = 8;
  public static final String INDEX = "main";
  private static final String FAULTS = "makes-faults";

  private final Vertx vertx;
  private final VectorService service;
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  private LocalServer(Vertx vertx, VectorService service, HttpServer server) {
    this.vertx = vertx;
    this.service = service;
    this.server = server;
  }

  public static LocalServer start(Path dataDir, IndexSettings settings, String... keys)
      throws IOException {
    Vertx vertx = Vertx.vertx();
    AtomicInteger port = new AtomicInteger();
    VectorService service =
        new VectorService(
            vertx,
            new VectorService.Settings(
                dataDir,
                IndexSpec.dense(INDEX, DIMENSION, Metric.COSINE),
                Optional.of(new Embedding("hash-for-tests", "chunk_text")),
                new HashEmbedder(),
                settings,
                ApiKeys.parse(
                    Stream.concat(Stream.of(keys), Stream.of("faults:" + FAULTS)).toList()),
                4,
                "127.0.0.1",
                port::get));
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(service.router())
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    port.set(server.actualPort());
    service.openPorts();
    return new LocalServer(vertx, service, server);
  }

  public int port() {
    return server.actualPort();
  }

  public Index index(String key) {
    return index(port(), key);
  }

  /** A client with a connection of its own. */
  public static Index index(int port, String key) {
    PineconeConfig config = new PineconeConfig(key);
    config.setHost("localhost:" + port);
    config.setTLSEnabled(false);
    return new Index(config, new PineconeConnection(config), INDEX);
  }

  /** Sends a request with a body, which may be empty, and the key that its path takes. */
  public HttpResponse<String> send(String method, String path, JsonObject body)
      throws IOException, InterruptedException {
    return sendText(method, path, body.encode());
  }

  /** Sends a request with any body: with the key {@code any}, or that of faults. */
  public HttpResponse<String> sendText(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, path, body, path.startsWith("/_") ? FAULTS : "any");
  }

  /** Sends a request with any body and key. */
  public HttpResponse<String> send(String method, String path, String body, String key)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Api-Key", key)
            .build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    server.close().toCompletionStage().toCompletableFuture().join();
    service.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
