package io.palimpsest.local.vectors.control;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletionException;

/** Opens further ports, all with the same routes. */
public final class Ports {
  private static final int LONGEST_LINE = 1 << 20;
  private static final int LONGEST_HEADERS = 1 << 16;

  private final Vertx vertx;
  private final String host;
  private final Handler<HttpServerRequest> routes;

  public Ports(Vertx vertx, String host, Handler<HttpServerRequest> routes) {
    this.vertx = vertx;
    this.host = host;
    this.routes = routes;
  }

  /** Opens the preferred port, or any other when that one is taken or 0. Blocks. */
  HttpServer open(int preferred) {
    try {
      return listen(preferred);
    } catch (CompletionException taken) {
      return listen(0);
    }
  }

  static void close(HttpServer server) {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  private HttpServer listen(int port) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setMaxInitialLineLength(LONGEST_LINE)
            .setMaxHeaderSize(LONGEST_HEADERS);
    return vertx
        .createHttpServer(options)
        .requestHandler(routes)
        .listen()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }
}
