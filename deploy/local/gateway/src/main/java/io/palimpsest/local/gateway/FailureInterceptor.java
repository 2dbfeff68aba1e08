package io.palimpsest.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Tells services where they were called from outside, and callers why a service did not answer. */
final class FailureInterceptor implements ProxyInterceptor {

  private static final List<String> SAID_BY_CALLERS =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Prefix",
          "X-Forwarded-Proto",
          "X-Forwarded-Server",
          "X-Forwarded-Ssl");

  private final Service service;

  FailureInterceptor(Service service) {
    this.service = service;
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    var request = context.request();
    // Services believe the gateway, so a caller's own word about where it came from ends here.
    SAID_BY_CALLERS.forEach(request.headers()::remove);
    String host = request.proxiedRequest().getHeader("Host");
    if (host != null) {
      request.putHeader("X-Forwarded-Host", host);
    }
    request.putHeader("X-Forwarded-Proto", "http");
    return context.sendRequest().recover(failure -> answer(context, failure));
  }

  private Future<ProxyResponse> answer(ProxyContext context, Throwable failure) {
    Problem problem = problem(failure);
    Buffer body = problem.toBuffer();
    ProxyResponse response =
        context
            .request()
            .release()
            .response()
            .setStatusCode(problem.status())
            .putHeader("Content-Type", Problem.MEDIA_TYPE)
            .putHeader("Content-Length", Integer.toString(body.length()))
            .setBody(Body.body(body));
    if (problem.status() == 503) {
      response.putHeader("Retry-After", "1");
    }
    return Future.succeededFuture(response);
  }

  private Problem problem(Throwable failure) {
    return switch (failure) {
      case ConnectException ignored -> Problem.unavailable(service);
      case UnknownHostException ignored -> Problem.unavailable(service);
      case TimeoutException ignored -> Problem.timedOut(service);
      case HttpClosedException ignored -> Problem.broken(service);
      default -> Problem.broken(service);
    };
  }
}
