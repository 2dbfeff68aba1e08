package io.palimpsest.local.vectors.api;

import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** How HTTP requests are answered. */
final class Answers {
  private Answers() {}

  static @Nullable String apiKey(RoutingContext context) {
    return context.request().getHeader("Api-Key");
  }

  static void json(RoutingContext context, int status, String body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .end(body);
  }

  /** The shape that the data plane's clients read. */
  static void refuse(RoutingContext context, Refusal refusal) {
    refusal.headers().forEach(context.response()::putHeader);
    JsonObject body =
        new JsonObject()
            .put("code", refusal.reason().grpcCode())
            .put("message", refusal.getMessage())
            .put("details", new JsonArray());
    json(context, refusal.reason().httpStatus(), body.encode());
  }

  static void fail(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure != null) {
      refuse(context, Dispatch.refusal(failure));
    } else if (context.statusCode() == Reason.TOO_LARGE.httpStatus()) {
      refuse(context, new Refusal(Reason.TOO_LARGE, "Request body is too large"));
    } else {
      context.response().setStatusCode(context.statusCode()).end();
    }
  }
}
