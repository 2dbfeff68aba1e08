package io.palimpsest.access.body;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Stands behind authentication and in front of every endpoint: lets a request through when its body
 * is there, when its endpoint takes it as it comes, or when it has none.
 */
@Singleton
final class BodyDoor {
  /** What tells tokens is at 200; what ends a large body without a word is at 2. */
  private static final int AFTER_AUTHENTICATION = 10;

  /** Where an endpoint finds the event loop of its request. */
  static final String LOOP = "palimpsest.loop";

  private final BodyRules rules;
  private final BodyConfig config;
  private final Held held;
  private final Refusals refusals;

  BodyDoor(BodyRules rules, BodyConfig config, Held held, Refusals refusals) {
    this.rules = rules;
    this.config = config;
    this.held = held;
    this.refusals = refusals;
  }

  void register(@Observes Filters filters) {
    filters.register(this::handle, AFTER_AUTHENTICATION);
  }

  private void handle(RoutingContext context) {
    HeaderRules.problem(context.request())
        .ifPresentOrElse(problem -> refusals.refuse(context, problem), () -> handleBody(context));
  }

  private void handleBody(RoutingContext context) {
    Context loop = context.vertx().getOrCreateContext();
    context.put(LOOP, loop);
    if (!hasBody(context.request())) {
      context.next();
      return;
    }
    context.request().pause();
    WhoSends.ask(context, loop, caller -> receive(context, caller));
  }

  private void receive(RoutingContext context, String caller) {
    boolean nobody = caller.equals(WhoSends.NOBODY);
    if (nobody && config.largestAnonymous() == 0) {
      // Whoever is nobody is refused without being listened to.
      refusals.closeWithTheAnswer(context);
      context.next();
      return;
    }
    BodyRules.Rule rule = rules.of(context.normalizedPath());
    long largest = nobody ? Math.min(config.largestAnonymous(), rule.largest()) : rule.largest();
    if (announced(context.request()) > largest) {
      refusals.refuse(context, BodyProblems.tooLarge(largest));
    } else if (rule.streamed()) {
      context.next();
    } else {
      new Arrival(context, largest, held.open(caller), config, refusals).begin();
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    return announced(request) > 0 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException notANumber) {
      return Long.MAX_VALUE;
    }
  }
}
