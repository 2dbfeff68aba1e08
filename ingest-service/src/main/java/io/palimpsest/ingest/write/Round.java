package io.palimpsest.ingest.write;

import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Decision;
import io.palimpsest.ingest.entry.Decisions;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Mint;
import io.palimpsest.ingest.entry.Outcome;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.store.EntryStore;
import io.palimpsest.ingest.store.ErasedScopes;
import io.palimpsest.ingest.store.SuppressedScopes;
import io.palimpsest.ingest.store.SuppressedScopes.Name;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The reading and deciding half of one attempt: settles what needs no write. */
final class Round<S> {
  private final EntryStore<S> store;
  private final ErasedScopes erased;
  private final SuppressedScopes suppressed;
  private final Comebacks comebacks;
  private final Decisions decisions;
  private final Supplier<Mint> mint;
  private final Gate gate;

  Round(
      EntryStore<S> store,
      ErasedScopes erased,
      SuppressedScopes suppressed,
      Decisions decisions,
      Supplier<Mint> mint,
      Gate gate) {
    this.store = store;
    this.erased = erased;
    this.suppressed = suppressed;
    this.comebacks = new Comebacks(erased);
    this.decisions = decisions;
    this.mint = mint;
    this.gate = gate;
  }

  /** Decides the open slots; those that remain open need a write, or another attempt. */
  void decide(List<Slot<S>> slots) {
    Map<String, Head> heads = store.heads(slots.stream().map(slot -> slot.change().key()).toList());
    comebacks.refuse(slots, heads);
    slots.stream()
        .filter(Slot::isOpen)
        .forEach(slot -> decide(slot, heads.get(slot.change().key())));
    refuseSuppressed(slots);
    refuseErased(slots);
  }

  private void decide(Slot<S> slot, @org.jspecify.annotations.Nullable Head existing) {
    if (gate.isFenced(existing == null ? slot.change().parentUids() : existing.path().uids())) {
      slot.refuse(Refusals.FENCED);
      return;
    }
    Decision decision = decisions.decide(existing, slot.change(), mint.get());
    slot.decide(decision);
    switch (decision) {
      case Decision.Write write -> {}
      case Decision.Unchanged same -> {
        if (!same.remember()) {
          slot.settle(Outcome.Accepted.quiet(same.next(), same.next().revision(), false));
        }
      }
      case Decision.Repeated again ->
          slot.settle(
              new Outcome.Accepted(
                  again.head(),
                  again.first().revision(),
                  again.first().created(),
                  false,
                  java.util.concurrent.CompletableFuture.completedFuture(null)));
      case Decision.Redelivered again ->
          slot.settle(Outcome.Accepted.quiet(again.head(), again.head().revision(), false));
      case Decision.Refused refused -> slot.refuse(refused.refusal());
      case Decision.Busy busy -> slot.obstacle(Refusals.BUSY);
    }
  }

  private void refuseSuppressed(List<Slot<S>> slots) {
    Map<Slot<S>, Name> admitted = new HashMap<>();
    slots.stream().filter(Round::admits).forEach(slot -> admitted.put(slot, name(slot.change())));
    Set<Name> found = suppressed.among(admitted.values());
    admitted.forEach(
        (slot, name) -> {
          if (found.contains(name)) {
            slot.refuse(Refusals.SUPPRESSED);
          }
        });
  }

  private static Name name(Change<?> change) {
    ScopePath parents = change.parents();
    List<String> ids =
        parents == null
            ? List.of(change.id())
            : Stream.concat(parents.scopes().stream().map(Scope::id), Stream.of(change.id()))
                .toList();
    return new Name(change.type(), ids);
  }

  private void refuseErased(List<Slot<S>> slots) {
    List<Slot<S>> admitted = slots.stream().filter(Round::admits).toList();
    if (admitted.isEmpty()) {
      return;
    }
    Set<String> marked =
        erased.among(
            admitted.getFirst().change().type(),
            admitted.stream().map(slot -> slot.change().key()).toList());
    admitted.stream()
        .filter(slot -> marked.contains(slot.change().key()))
        .forEach(slot -> slot.refuse(Refusals.NOT_READMITTED));
  }

  private static <S> boolean admits(Slot<S> slot) {
    Decision.Write write = slot.write();
    return slot.isOpen() && write != null && write.expectedVersion() == 0;
  }
}
