package io.palimpsest.erasure.saga;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Changes of requests that come from outside the saga: doors, receipts, the log. */
@ApplicationScoped
public class Ledger {
  private final Requests requests;
  private final Changes changes;
  private final Gate gate;
  private final Clock clock;

  /** With the store, who is told of changes, what opens the store, and the clock. */
  @Inject
  public Ledger(Requests requests, Changes changes, Gate gate, Clock clock) {
    this.requests = requests;
    this.changes = changes;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * Stores a new request, durable on return.
   *
   * @return what is stored under its id: this one, or the one that was there before
   */
  public ErasureRequest accept(ErasureRequest request) {
    awaitGate();
    if (requests.insert(request)) {
      changes.signal(request.id());
      return request;
    }
    return requests
        .find(request.id())
        .orElseThrow(() -> new IllegalStateException("refused as a repeat of nothing"));
  }

  /**
   * Applies a pure change to the newest version, as often as it takes. The saga looks at the
   * request right after it.
   *
   * @param change returns its argument when there is nothing to change
   * @return what is stored then, empty when there is no such request
   */
  public Optional<ErasureRequest> change(UUID id, UnaryOperator<ErasureRequest> change) {
    awaitGate();
    return change(requests.find(id), change);
  }

  /** The same, for a request known by its reference. */
  public Optional<ErasureRequest> changeByRef(String ref, UnaryOperator<ErasureRequest> change) {
    awaitGate();
    return change(requests.findByRef(ref), change);
  }

  /** Whoever comes before the database is whole waits for it. */
  private void awaitGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped before the database was whole", e);
    }
  }

  private Optional<ErasureRequest> change(
      Optional<ErasureRequest> read, UnaryOperator<ErasureRequest> change) {
    Optional<ErasureRequest> present = read;
    while (present.isPresent()) {
      ErasureRequest next = change.apply(present.get());
      if (next == present.get()) {
        return present;
      }
      Optional<ErasureRequest> stored = requests.replace(next, clock.instant());
      if (stored.isPresent()) {
        changes.signal(next.id());
        return stored;
      }
      present = requests.find(next.id());
    }
    return present;
  }

  /** Looks at requests again whose surroundings changed. */
  public void wake(Iterable<UUID> ids) {
    for (UUID id : ids) {
      requests.wake(id, clock.instant());
      changes.signal(id);
    }
  }
}
