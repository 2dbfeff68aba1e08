package io.palimpsest.erasure.export;

import io.palimpsest.erasure.demand.Keys;
import io.palimpsest.erasure.phase.Exporting;
import io.palimpsest.erasure.saga.Ledger;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Destroys what attempts left, bundle or not, and has the end of a bundle logged. The key goes
 * first: from then on no copy of the bytes can be read. A note of the attempt stays for a while, so
 * that what was stopped in the middle of a write finds it destroyed, and what such a write left is
 * deleted once more.
 */
@ApplicationScoped
public class Destruction {
  /** Longer than any single write can take, pauses of a process included that it may survive. */
  static final Duration NOTE_STAYS = Duration.ofHours(1);

  private static final String REPLACED = "replaced";
  private static final int PAGE = 100;

  private final BundleStore store;
  private final Keys keys;
  private final Ledger ledger;
  private final Clock clock;

  Destruction(BundleStore store, Keys keys, Ledger ledger, Clock clock) {
    this.store = store;
    this.keys = keys;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Has it logged that the bundle is fetched; durable on return, before a byte of it leaves. */
  public void fetching(UUID attempt) {
    store
        .find(attempt)
        .ifPresent(
            note ->
                ledger.change(
                    note.request(), present -> Exporting.fetched(present, clock.instant())));
  }

  /** Destroys the bundle that was fetched. */
  public void fetched(UUID attempt) {
    store.find(attempt).ifPresent(note -> destroy(List.of(note), "fetched"));
  }

  /** Destroys attempts; doing it again does no harm. */
  void destroy(List<BundleStore.Note> attempts, String reason) {
    for (BundleStore.Note attempt : attempts) {
      keys.destroy(Attempt.key(attempt.attempt()));
      store.destroy(attempt.attempt(), reason, clock.instant());
      tell(attempt, reason);
    }
  }

  /** Destroys what earlier attempts of a request left; nothing of it was ever told. */
  void replaced(UUID request) {
    destroy(store.live(request), REPLACED);
  }

  /** Destroys what nobody fetched in time, and what a crash left. */
  @Scheduled(
      every = "{palimpsest.erasure.export.watch}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public void sweep() {
    destroy(store.expired(clock.instant(), PAGE), "expired");
    for (BundleStore.Note note : store.destroyed(clock.instant().minus(NOTE_STAYS), PAGE)) {
      tell(note, note.reason().orElse(REPLACED));
      keys.destroy(Attempt.key(note.attempt()));
    }
    store
        .destroyed(clock.instant().minus(NOTE_STAYS), PAGE)
        .forEach(note -> store.forget(note.attempt()));
    store.removeStrays();
    keys.names(Attempt.KEYS).stream()
        .filter(
            name -> store.find(UUID.fromString(name.substring(Attempt.KEYS.length()))).isEmpty())
        .forEach(keys::destroy);
  }

  private void tell(BundleStore.Note note, String reason) {
    if (note.complete() && !reason.equals(REPLACED)) {
      ledger.change(
          note.request(), present -> Exporting.destroyed(present, reason, clock.instant()));
    }
    store.told(note.attempt());
  }
}
