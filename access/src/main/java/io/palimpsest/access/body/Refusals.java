package io.palimpsest.access.body;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.access.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Answers while a body is still on its way. */
@Singleton
final class Refusals {
  private static final String CONTINUE = "100-continue";
  private static final int UNAVAILABLE = 503;

  /**
   * So long is read, and thrown away, what a caller still sends after the answer: who closes at
   * once takes the answer away from it.
   */
  private static final long LINGER_MILLIS = 1_000;

  private final ObjectMapper mapper;

  Refusals(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** Says to a caller who asks first that the body is welcome. */
  static void invite(RoutingContext context) {
    if (CONTINUE.equalsIgnoreCase(context.request().getHeader(HttpHeaders.EXPECT))) {
      context.response().writeContinue();
    }
  }

  void refuse(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    closeWithTheAnswer(context);
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
    if (problem.status() == UNAVAILABLE) {
      response.putHeader(HttpHeaders.RETRY_AFTER, "1");
    }
    response.end(json(problem));
  }

  /** Ends the connection some time after the answer if the body is not at its end by then. */
  void closeWithTheAnswer(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    Answered.then(context, () -> closeUnfinished(context));
  }

  static void closeUnfinished(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      return;
    }
    request.handler(thrownAway -> {});
    request.exceptionHandler(lost -> {});
    request.resume();
    context.vertx().setTimer(LINGER_MILLIS, late -> closeIfUnfinished(request));
  }

  /** Who has sent all of it may have sent its next request by now. */
  private static void closeIfUnfinished(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.connection().close();
    }
  }

  private Buffer json(Problem problem) {
    try {
      return Buffer.buffer(mapper.writeValueAsBytes(problem));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a problem is JSON", impossible);
    }
  }
}
