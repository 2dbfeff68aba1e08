package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.request.ErasureRequest;
import io.palimpsest.erasure.request.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Sends a request's outbox in order and remembers up to where it is acknowledged, until the next
 * stored change takes that along. For one drive of one request.
 */
final class Relay {
  private static final long SECONDS = 15;

  private final Outlet outlet;
  private long acknowledged;

  Relay(Outlet outlet) {
    this.outlet = outlet;
  }

  /** Sends what is not sent yet. Returns when all of it is durable, throws when that is unknown. */
  void flush(ErasureRequest request) {
    List<CompletableFuture<?>> sends = new ArrayList<>();
    long last = acknowledged;
    for (Outgoing outgoing : request.outbox().waiting()) {
      if (outgoing.number() > acknowledged) {
        sends.add(outlet.send(request, outgoing));
        last = outgoing.number();
      }
    }
    CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new))
        .orTimeout(SECONDS, TimeUnit.SECONDS)
        .join();
    acknowledged = last;
  }

  /** Number up to which everything is acknowledged. */
  long acknowledged() {
    return acknowledged;
  }
}
