package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends a request's outbox in order, without waiting, and remembers up to where it is acknowledged,
 * until the next stored change takes that along. What follows a send that failed counts as not
 * acknowledged either: whoever comes next sends both again. For one drive of one request.
 */
final class Relay {
  private static final long SECONDS = 15;

  private final Outlet outlet;
  private final Deque<Sending> underWay = new ArrayDeque<>();
  private long sent;
  private long acknowledged;

  private record Sending(long number, CompletableFuture<?> durable) {}

  Relay(Outlet outlet) {
    this.outlet = outlet;
  }

  /** Sends what is not sent yet. */
  void send(ErasureRequest request) {
    for (Outgoing outgoing : request.outbox().waiting()) {
      if (outgoing.number() > sent) {
        underWay.add(new Sending(outgoing.number(), outlet.send(request, outgoing)));
        sent = outgoing.number();
      }
    }
  }

  /** Returns when all that was sent is durable, throws when that is unknown. */
  void await() {
    CompletableFuture.allOf(
            underWay.stream().map(Sending::durable).toArray(CompletableFuture[]::new))
        .orTimeout(SECONDS, TimeUnit.SECONDS)
        .join();
    acknowledged();
  }

  /** Number up to which everything is acknowledged by now. Throws when a send failed. */
  long acknowledged() {
    while (!underWay.isEmpty() && underWay.getFirst().durable().isDone()) {
      Sending first = underWay.removeFirst();
      first.durable().join();
      acknowledged = first.number();
    }
    return acknowledged;
  }
}
