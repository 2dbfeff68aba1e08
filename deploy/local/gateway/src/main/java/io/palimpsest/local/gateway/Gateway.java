package io.palimpsest.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.HttpProxy;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The reverse proxy: finds the service of a request and streams both ways. */
public final class Gateway {

  static final String HEALTH_PATH = "/q/health/ready";

  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(120);

  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Map<Service, HttpProxy> proxies = new EnumMap<>(Service.class);
  private final Pages pages = new Pages();
  private final Descriptions descriptions;

  /**
   * @param addresses of the services; one that is not there is answered for with 503
   */
  Gateway(Vertx vertx, HttpClient client, Map<Service, URI> addresses, Duration idleTimeout) {
    this.vertx = vertx;
    this.descriptions = new Descriptions(client, addresses);
    addresses.forEach(
        (service, address) -> {
          RequestOptions target = Options.request(address, idleTimeout);
          proxies.put(
              service,
              HttpProxy.reverseProxy(client)
                  .origin(context -> client.request(new RequestOptions(target)))
                  .addInterceptor(new FailureInterceptor(service)));
        });
  }

  /** Starts to listen on the loopback address. */
  static Future<HttpServer> start(
      Vertx vertx, int port, Map<Service, URI> addresses, Duration idleTimeout) {
    HttpClient client = vertx.createHttpClient(Options.client());
    Gateway gateway = new Gateway(vertx, client, addresses, idleTimeout);
    return vertx
        .createHttpServer(Options.server(idleTimeout))
        .requestHandler(gateway::handle)
        .listen(port, "127.0.0.1");
  }

  /**
   * @param args the port; the addresses of the services are in the environment
   */
  public static void main(String[] args) {
    if (args.length != 1) {
      throw new IllegalArgumentException("usage: Gateway PORT");
    }
    start(Vertx.vertx(), Integer.parseInt(args[0]), addresses(System.getenv()), IDLE_TIMEOUT)
        .onSuccess(server -> System.out.println("listening on port " + server.actualPort()))
        .onFailure(Gateway::end);
  }

  private static void end(Throwable failure) {
    failure.printStackTrace();
    System.exit(1);
  }

  private static Map<Service, URI> addresses(Map<String, String> environment) {
    Map<Service, URI> addresses = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      Optional.ofNullable(environment.get(service.urlVariable()))
          .ifPresent(url -> addresses.put(service, URI.create(url)));
    }
    return addresses;
  }

  private void handle(HttpServerRequest request) {
    Optional<String> path = RequestPath.of(request.uri());
    if (path.isEmpty()) {
      refuse(request, Problem.ambiguousPath());
    } else if (path.get().equals(HEALTH_PATH)) {
      request.response().end();
    } else if (!pages.answer(request, path.get())) {
      route(request, path.get());
    }
  }

  private void route(HttpServerRequest request, String path) {
    String method = request.method().name();
    Descriptions.named(method, path)
        .ifPresentOrElse(
            service -> descriptions.answer(request, service),
            () ->
                RouteTable.find(method, path)
                    .ifPresentOrElse(
                        service -> forward(request, service),
                        () -> refuse(request, Problem.noRoute(method))));
  }

  private void forward(HttpServerRequest request, Service service) {
    HttpProxy proxy = proxies.get(service);
    if (proxy == null) {
      refuse(request, Problem.unavailable(service));
    } else {
      request.response().endHandler(answered -> closeUnfinished(request));
      proxy.handle(request);
    }
  }

  /** Who was answered before the end of its body may send on for a moment, and is not read then. */
  private void closeUnfinished(HttpServerRequest request) {
    if (!request.isEnded()) {
      vertx.setTimer(LINGER.toMillis(), late -> request.connection().close());
    }
  }

  static void refuse(HttpServerRequest request, Problem problem) {
    request
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(problem.toBuffer());
  }
}
