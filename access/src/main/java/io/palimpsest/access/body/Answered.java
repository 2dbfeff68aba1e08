package io.palimpsest.access.body;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** The end of a request, however it ends. Runs on one event loop. */
final class Answered {
  private static final long LOOK_EVERY_MILLIS = 250;

  private final RoutingContext context;
  private final Runnable action;
  private final long timer;
  private boolean over;

  private Answered(RoutingContext context, Runnable action) {
    this.context = context;
    this.action = action;
    this.timer = context.vertx().setPeriodic(LOOK_EVERY_MILLIS, look -> look());
    context.addEndHandler(ended -> end());
  }

  /** Acts once: when the answer was given, or nobody is there any more to take it. */
  static void then(RoutingContext context, Runnable action) {
    new Answered(context, action);
  }

  /** A response has one handler of its end, and whoever comes last has it: so it is looked at. */
  private void look() {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      end();
    }
  }

  private void end() {
    if (!over) {
      over = true;
      context.vertx().cancelTimer(timer);
      action.run();
    }
  }
}
