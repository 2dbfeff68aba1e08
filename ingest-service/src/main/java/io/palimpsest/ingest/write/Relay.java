package io.palimpsest.ingest.write;

import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Pending;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.store.Confirmation;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.StoredWrite;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Announces what a crash or a broker that was down left pending. It takes the right to announce by
 * compare-and-set and announces the document as it is then, so it never says what the document no
 * longer says, and of several instances one wins.
 *
 * @param <S> type of the state
 */
public final class Relay<S> {
  private static final int BATCH = 500;

  private final EntryStore<S> store;
  private final Announcer<S> announcer;
  private final SendWindow window;
  private final Confirmation<S> confirmation;
  private final UUID instance;
  private final Duration lease;
  private final InstantSource clock;

  /**
   * @param store documents of the entries
   * @param announcer announces them
   * @param window begins the turns
   * @param confirmation looks at what a crash kept from being confirmed
   * @param instance id of this instance
   * @param lease how long an announcement belongs to whoever began it
   * @param clock tells whether the lease is over
   */
  public Relay(
      EntryStore<S> store,
      Announcer<S> announcer,
      SendWindow window,
      Confirmation<S> confirmation,
      UUID instance,
      Duration lease,
      InstantSource clock) {
    this.store = store;
    this.announcer = announcer;
    this.window = window;
    this.confirmation = confirmation;
    this.instance = instance;
    this.lease = lease;
    this.clock = clock;
  }

  /**
   * Announces what is due, waiting longest first.
   *
   * @return completes with the number of entries announced, 0 when some were not
   */
  public CompletableFuture<Integer> run() {
    SendWindow.Turn turn = window.begin();
    List<Entry<S>> due = store.pending(BATCH).stream().filter(this::isDue).toList();
    if (due.isEmpty()) {
      return CompletableFuture.completedFuture(0);
    }
    SendOrder.Ticket ticket =
        announcer.enter(due.stream().map(entry -> entry.head().key()).toList());
    List<Entry<S>> claimed = claim(due, turn, ticket);
    return announcer
        .announce(claimed, turn, ticket)
        .handle((done, fault) -> fault == null ? claimed.size() : 0);
  }

  private boolean isDue(Entry<S> entry) {
    return entry
        .head()
        .pending()
        .filter(pending -> !clock.instant().isBefore(pending.since().plus(lease)))
        .isPresent();
  }

  /** Entries of fenced scopes are left out: their erasure deletes them, pending or not. */
  private List<Entry<S>> claim(List<Entry<S>> due, SendWindow.Turn turn, SendOrder.Ticket ticket) {
    SendWindow.Opening<S> opening = window.open(due, turn);
    Work work = opening.work();
    if (work == null) {
      return List.of();
    }
    List<Entry<S>> claims = opening.entries().stream().map(this::claimed).toList();
    try (work) {
      Set<String> won =
          store.apply(
              claims.stream().map(claim -> StoredWrite.<S>ofHead(claim.head())).toList(), work);
      return confirmed(
          claims.stream().filter(claim -> won.contains(claim.head().key())).toList(), work);
    } catch (RuntimeException unanswered) {
      ticket.close();
      throw unanswered;
    }
  }

  /** What cannot stay is taken back: nobody was told of it, nor answered. */
  private List<Entry<S>> confirmed(List<Entry<S>> claimed, Work work) {
    List<Entry<S>> live = claimed.stream().filter(entry -> !entry.head().deleted()).toList();
    Map<String, Refusal> refused = live.isEmpty() ? Map.of() : confirmation.refused(live, work);
    if (refused.isEmpty()) {
      return claimed;
    }
    store.takeBack(
        live.stream().map(Entry::head).filter(head -> refused.containsKey(head.key())).toList(),
        () -> new Pending(clock.instant(), instance, UUID.randomUUID(), Optional.empty()),
        work);
    return claimed.stream().filter(entry -> !refused.containsKey(entry.head().key())).toList();
  }

  private Entry<S> claimed(Entry<S> entry) {
    Head head = entry.head();
    Pending ours = head.pending().orElseThrow().claimed(clock.instant(), instance);
    return new Entry<>(head.claimed(ours), entry.state());
  }
}
