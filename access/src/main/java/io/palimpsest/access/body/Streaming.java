package io.palimpsest.access.body;

import io.palimpsest.access.Problem;
import io.palimpsest.access.ProblemException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body as a publisher. All state belongs to the event loop of the connection. */
final class Streaming implements Flow.Publisher<Buffer>, Flow.Subscription {
  private final RoutingContext routing;
  private final HttpServerRequest request;
  private final Context loop;
  private final long largest;
  private final Pace pace;
  private Flow.@Nullable Subscriber<? super Buffer> subscriber;
  private long demand;
  private long timer;
  private boolean over;

  Streaming(RoutingContext routing, Context loop, long largest, Pace pace) {
    this.routing = routing;
    this.request = routing.request();
    this.loop = loop;
    this.largest = largest;
    this.pace = pace;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Buffer> only) {
    loop.runOnContext(
        now -> {
          subscriber = only;
          Answered.then(routing, () -> Refusals.closeUnfinished(routing));
          request.handler(this::came);
          request.endHandler(ended -> complete());
          request.exceptionHandler(lost -> fail(BodyProblems.broken()));
          request.pause();
          Refusals.invite(routing);
          timer = routing.vertx().setPeriodic(Arrival.LOOK_EVERY_MILLIS, look -> look());
          only.onSubscribe(this);
        });
  }

  @Override
  public void request(long n) {
    loop.runOnContext(
        now -> {
          if (!over) {
            demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            pace.waiting(System.nanoTime());
            request.fetch(n);
          }
        });
  }

  @Override
  public void cancel() {
    loop.runOnContext(now -> end());
  }

  private void came(Buffer bytes) {
    if (over) {
      return;
    }
    long now = System.nanoTime();
    pace.came(bytes.length(), now);
    demand--;
    if (demand > 0) {
      pace.waiting(now);
    }
    if (pace.bytes() > largest) {
      fail(BodyProblems.tooLarge(largest));
    } else if (subscriber != null) {
      subscriber.onNext(bytes);
    }
  }

  private void look() {
    if (!over && pace.isTooSlow(System.nanoTime())) {
      fail(BodyProblems.slow());
    }
  }

  private void complete() {
    if (end() && subscriber != null) {
      subscriber.onComplete();
    }
  }

  private void fail(Problem problem) {
    if (end() && subscriber != null) {
      subscriber.onError(new ProblemException(problem));
    }
  }

  private boolean end() {
    boolean first = !over;
    over = true;
    routing.vertx().cancelTimer(timer);
    return first;
  }
}
