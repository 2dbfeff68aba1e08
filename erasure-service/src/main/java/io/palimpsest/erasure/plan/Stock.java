package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.model.Inventory;
import io.palimpsest.erasure.model.Scope;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts together what the three sides say of one scope. For one thread.
 *
 * <p>A name that several sides know counts for the first of them.
 */
final class Stock {
  private final NameBook book;
  private final Set<String> planned;
  private final Set<String> own = new LinkedHashSet<>();
  private final Set<String> shared = new LinkedHashSet<>();
  private final List<Inventory.Doubt> doubts = new ArrayList<>();
  private int byRegistry;
  private int byLedger;
  private int byStore;

  Stock(NameBook book, List<String> own, List<String> shared) {
    this.book = book;
    this.own.addAll(own);
    this.shared.addAll(shared);
    this.planned = new LinkedHashSet<>(own);
    this.planned.addAll(shared);
  }

  void registryKnows(List<Scope> furtherChildren) {
    byRegistry += furtherChildren.size();
    for (String name : book.known()) {
      byRegistry += add(name);
    }
  }

  void ledgerKnows(List<LedgerPlaces.Place> places, Set<String> targets) {
    for (LedgerPlaces.Place place : places) {
      if (!targets.contains(place.target())) {
        doubts.add(Inventory.Doubt.UNREACHABLE);
      }
      byLedger += addKnown(place.namespace());
    }
  }

  void storeKnows(Iterable<String> names) {
    for (String name : names) {
      byStore += add(name);
    }
  }

  /** Names that hold others' vectors: of those that live, somebody has to decide. */
  void strangersLive(Map<String, Boolean> lives) {
    lives.forEach(
        (name, live) -> {
          if (live) {
            own.remove(name);
            shared.add(name);
            doubts.add(Inventory.Doubt.OCCUPIED);
          }
        });
  }

  List<String> own() {
    return List.copyOf(own);
  }

  List<String> shared() {
    return List.copyOf(shared);
  }

  Inventory inventory(int round, int plannedChildren, int children) {
    return new Inventory(
        round,
        planned.size() + plannedChildren,
        own.size() + shared.size() + children,
        byRegistry,
        byLedger,
        byStore,
        doubts);
  }

  private int add(String name) {
    return switch (book.of(name)) {
      case OWN -> put(own, name);
      case SHARED -> put(shared, name);
      case UNATTRIBUTED -> {
        doubts.add(Inventory.Doubt.UNATTRIBUTED);
        yield 0;
      }
      case FOREIGN -> 0;
    };
  }

  /** Where the ledger says that the scope's vectors are, they are looked for, whatever the name. */
  private int addKnown(String name) {
    return book.of(name) == NameBook.Saying.OWN ? put(own, name) : put(shared, name);
  }

  private int put(Set<String> names, String name) {
    return !own.contains(name) && !shared.contains(name) && names.add(name) ? 1 : 0;
  }
}
