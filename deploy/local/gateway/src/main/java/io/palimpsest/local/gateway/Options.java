package io.palimpsest.local.gateway;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Bounds of the connections on both sides. */
final class Options {

  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;

  /** A body that comes slowly holds a connection for as long as the service waits for it. */
  private static final int CONNECTIONS_PER_SERVICE = 2_048;

  private Options() {}

  static HttpClientOptions client() {
    return new HttpClientOptions()
        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
        .setMaxPoolSize(CONNECTIONS_PER_SERVICE);
  }

  /**
   * @param idleTimeout how long neither side may send anything; above the longest wait that a
   *     caller may ask a service for
   */
  static RequestOptions request(URI address, Duration idleTimeout) {
    return new RequestOptions()
        .setHost(address.getHost())
        .setPort(address.getPort())
        .setIdleTimeout(idleTimeout.toMillis());
  }

  static HttpServerOptions server(Duration idleTimeout) {
    return new HttpServerOptions()
        // An upgraded request has no length, and the proxy could not pass its body on.
        .setHttp2ClearTextEnabled(false)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        // Longer than towards the service, or the caller is cut off before the 504.
        .setIdleTimeout((int) idleTimeout.multipliedBy(2).toMillis());
  }
}
