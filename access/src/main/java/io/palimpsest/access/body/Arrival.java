package io.palimpsest.access.body;

import io.palimpsest.access.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * A body on its way that is to be complete before its endpoint is called. Runs on one event loop.
 */
final class Arrival {
  static final long LOOK_EVERY_MILLIS = 250;

  private final RoutingContext context;
  private final HttpServerRequest request;
  private final long largest;
  private final BodyRoom room;
  private final Refusals refusals;
  private final Pace pace;
  private final Buffer body = Buffer.buffer();
  private long timer;
  private boolean over;

  Arrival(
      RoutingContext context, long largest, BodyRoom room, BodyConfig config, Refusals refusals) {
    this.context = context;
    this.request = context.request();
    this.largest = largest;
    this.room = room;
    this.refusals = refusals;
    this.pace = new Pace(config.patience(), config.slowest());
  }

  void begin() {
    Answered.then(context, this::leave);
    timer = context.vertx().setPeriodic(LOOK_EVERY_MILLIS, look -> look());
    pace.waiting(System.nanoTime());
    request.handler(this::came);
    request.endHandler(ended -> complete());
    request.exceptionHandler(lost -> leave());
    Refusals.invite(context);
    request.resume();
  }

  private void came(Buffer bytes) {
    if (over) {
      return;
    }
    long now = System.nanoTime();
    pace.came(bytes.length(), now);
    pace.waiting(now);
    if (pace.bytes() > largest) {
      refuse(BodyProblems.tooLarge(largest));
    } else if (room.resize(pace.bytes())) {
      body.appendBuffer(bytes);
    } else {
      refuse(BodyProblems.crowded());
    }
  }

  private void look() {
    if (!over && pace.isTooSlow(System.nanoTime())) {
      refuse(BodyProblems.slow());
    }
  }

  private void complete() {
    if (!over) {
      over = true;
      context.vertx().cancelTimer(timer);
      ((RoutingContextInternal) context).setBody(body);
      context.next();
    }
  }

  private void refuse(Problem problem) {
    leave();
    refusals.refuse(context, problem);
  }

  /** The answer was given, or nobody waits for it: what the body held is free. */
  private void leave() {
    over = true;
    context.vertx().cancelTimer(timer);
    room.close();
  }
}
