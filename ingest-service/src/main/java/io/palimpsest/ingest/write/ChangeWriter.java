package io.palimpsest.ingest.write;

import com.mongodb.MongoException;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Decision;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Pending;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.store.Confirmation;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.StoredWrite;
import io.palimpsest.ingest.store.StoredWrite.StateUpdate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Applies changes to entries of one kind. On return every accepted change is durable; its
 * announcement is under way. Thread-safe.
 *
 * @param <S> type of the state
 */
public final class ChangeWriter<S> {
  private final EntryStore<S> store;
  private final Round<S> round;
  private final Gate gate;
  private final Announcer<S> announcer;
  private final SendWindow window;
  private final Confirmation<S> confirmation;
  private final Supplier<Pending> news;
  private final Patience patience;
  private final Consumer<Outcome> observer;

  ChangeWriter(
      EntryStore<S> store,
      Round<S> round,
      Gate gate,
      Announcer<S> announcer,
      SendWindow window,
      Confirmation<S> confirmation,
      Supplier<Pending> news,
      Patience patience,
      Consumer<Outcome> observer) {
    this.confirmation = confirmation;
    this.news = news;
    this.store = store;
    this.round = round;
    this.gate = gate;
    this.announcer = announcer;
    this.window = window;
    this.patience = patience;
    this.observer = observer;
  }

  /** Applies one change. */
  public Outcome apply(Change<S> change) {
    return apply(List.of(change)).getFirst();
  }

  /**
   * Applies changes, each for itself.
   *
   * @param changes changes of different keys
   * @return one outcome per change, in their order
   */
  public List<Outcome> apply(List<Change<S>> changes) {
    List<Slot<S>> slots = changes.stream().map(this::slot).toList();
    try {
      patience.attempt(
          () -> {
            attempt(slots.stream().filter(Slot::isOpen).toList());
            return slots.stream().noneMatch(Slot::isOpen);
          });
    } catch (MongoException unanswered) {
      slots.stream().filter(Slot::isOpen).forEach(slot -> slot.refuse(Refusals.STORE_DOWN));
    }
    List<Outcome> outcomes = slots.stream().map(Slot::outcome).toList();
    outcomes.forEach(observer);
    return outcomes;
  }

  private Slot<S> slot(Change<S> change) {
    return new Slot<>(change.fingerprinted(plain -> store.fingerprint(change.key(), plain)));
  }

  private void attempt(List<Slot<S>> open) {
    SendOrder.Ticket ticket =
        announcer.enter(open.stream().map(slot -> slot.change().key()).toList());
    boolean handedOver = false;
    try {
      SendWindow.Turn turn = window.begin();
      round.decide(open);
      List<Slot<S>> quiet = open.stream().filter(Slot::isAboutUntold).toList();
      List<Slot<S>> won =
          confirmed(write(open.stream().filter(ChangeWriter::hasWrite).toList()), quiet);
      handedOver = settle(won, turn, ticket);
    } finally {
      if (!handedOver) {
        ticket.close();
      }
    }
  }

  private static <S> boolean hasWrite(Slot<S> slot) {
    return slot.isOpen() && (slot.write() != null || slot.remembering() != null);
  }

  /**
   * Comes by the keys, then writes; returns the slots whose compare-and-set won. Each has an
   * admission of its own: new keys are written, which takes a while.
   */
  private List<Slot<S>> write(List<Slot<S>> writing) {
    return admitted(writing, (slots, work) -> store.sealer(stored(slots), work))
        .flatMap(
            sealer -> admitted(writing, (slots, work) -> store.apply(stored(slots), sealer, work)))
        .map(won -> writing.stream().filter(slot -> won.contains(slot.change().key())).toList())
        .orElse(List.of());
  }

  /**
   * Takes back what came to be beside something that changed meanwhile, before anybody is told.
   *
   * @param won slots whose compare-and-set won
   * @param quiet slots that need no write, of entries of which nobody was told yet
   * @return of the first those that stay
   */
  private List<Slot<S>> confirmed(List<Slot<S>> won, List<Slot<S>> quiet) {
    List<Slot<S>> unsure = new ArrayList<>(quiet);
    quiet.forEach(Slot::reopen);
    won.stream().filter(Slot::isFresh).forEach(unsure::add);
    if (unsure.isEmpty()) {
      return won;
    }
    Set<Slot<S>> confirmed = admitted(unsure, this::confirm).orElse(Set.of());
    quiet.stream().filter(confirmed::contains).forEach(Slot::settleAgain);
    return won.stream().filter(slot -> !slot.isFresh() || confirmed.contains(slot)).toList();
  }

  private Set<Slot<S>> confirm(List<Slot<S>> slots, Work work) {
    Map<String, Refusal> refused =
        confirmation.refused(slots.stream().map(Slot::entry).toList(), work);
    if (!refused.isEmpty()) {
      store.takeBack(
          slots.stream()
              .map(slot -> slot.entry().head())
              .filter(head -> refused.containsKey(head.key()))
              .toList(),
          news,
          work);
    }
    Set<Slot<S>> confirmed = new HashSet<>();
    for (Slot<S> slot : slots) {
      Refusal refusal = refused.get(slot.change().key());
      if (refusal == null) {
        confirmed.add(slot);
      } else {
        slot.refuse(refusal);
      }
    }
    return confirmed;
  }

  /** Sends a request for the slots that are open; empty when nothing was admitted now. */
  private <T> Optional<T> admitted(
      List<Slot<S>> slots, BiFunction<List<Slot<S>>, Work, T> request) {
    List<Slot<S>> open = slots.stream().filter(Slot::isOpen).toList();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    return switch (gate.admit(uids(open))) {
      case Admission.Admitted admitted -> send(open, request, admitted.work());
      case Admission.Refused fenced -> {
        open.stream()
            .filter(slot -> slot.uids().contains(fenced.fencedUid()))
            .forEach(slot -> slot.refuse(Refusals.FENCED));
        yield admitted(slots, request);
      }
      case Admission.Unleased notNow -> {
        open.forEach(slot -> slot.obstacle(Refusals.UNLEASED));
        yield Optional.empty();
      }
    };
  }

  private static <S> Collection<UUID> uids(List<Slot<S>> slots) {
    Set<UUID> uids = new LinkedHashSet<>();
    slots.forEach(slot -> uids.addAll(slot.uids()));
    return uids;
  }

  private <T> Optional<T> send(
      List<Slot<S>> slots, BiFunction<List<Slot<S>>, Work, T> request, Work work) {
    try (work) {
      return Optional.of(request.apply(slots, work));
    } catch (DeadlinePassedException late) {
      slots.forEach(slot -> slot.obstacle(Refusals.UNLEASED));
      return Optional.empty();
    }
  }

  private List<StoredWrite<S>> stored(List<Slot<S>> slots) {
    return slots.stream().map(this::stored).toList();
  }

  private StoredWrite<S> stored(Slot<S> slot) {
    Decision.Write write = slot.write();
    if (write == null) {
      return StoredWrite.ofHead(java.util.Objects.requireNonNull(slot.remembering()).next());
    }
    S state = slot.change().state();
    StateUpdate<S> update =
        state != null
            ? new StateUpdate.Put<>(state)
            : store.kind().keepsStateOfDeleted()
                ? new StateUpdate.Keep<>()
                : new StateUpdate.Drop<>();
    return new StoredWrite<>(write.next(), write.expectedVersion(), update);
  }

  /** Settles what was won; returns whether the ticket went on to the announcer. */
  private boolean settle(List<Slot<S>> won, SendWindow.Turn turn, SendOrder.Ticket ticket) {
    List<Entry<S>> entries = new ArrayList<>();
    for (Slot<S> slot : won) {
      Decision.Write write = slot.write();
      if (write != null) {
        entries.add(new Entry<>(write.next(), slot.change().state()));
      }
    }
    CompletableFuture<Void> announced =
        entries.isEmpty()
            ? CompletableFuture.completedFuture(null)
            : announcer.announce(entries, turn, ticket);
    won.forEach(slot -> slot.settle(accepted(slot, announced)));
    return !entries.isEmpty();
  }

  private static <S> Outcome accepted(Slot<S> slot, CompletableFuture<Void> announced) {
    Decision.Write write = slot.write();
    if (write == null) {
      var same = java.util.Objects.requireNonNull(slot.remembering()).next();
      return Outcome.Accepted.quiet(same, same.revision(), false);
    }
    return new Outcome.Accepted(
        write.next(), write.next().revision(), write.created(), false, announced);
  }
}
