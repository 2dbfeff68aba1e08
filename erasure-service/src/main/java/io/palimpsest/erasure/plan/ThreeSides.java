package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Inventory;
import io.palimpsest.erasure.model.Plan;
import io.palimpsest.erasure.model.Scope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Asks the registry, the ledger and the store, and writes nothing. */
public final class ThreeSides implements Inventories {
  private final ScopeDirectory directory;
  private final LedgerPlaces ledger;
  private final StoreSide store;

  /** With the three sides. */
  public ThreeSides(ScopeDirectory directory, LedgerPlaces ledger, StoreSide store) {
    this.directory = directory;
    this.ledger = ledger;
    this.store = store;
  }

  @Override
  public Plan taken(ErasureRequest request, int round) throws InterruptedException {
    Plan plan = request.planned();
    List<Scope> children = children(plan);
    int further = children.size() - plan.children().size();
    NameBook book = NameBook.of(plan, children);
    Stock stock = new Stock(book, plan.namespaces(), plan.sharedNamespaces());
    stock.registryKnows(children.subList(plan.children().size(), children.size()));
    stock.ledgerKnows(ledger.of(plan.scope().uid()), store.targets());
    stock.storeKnows(store.all());
    stock.storeKnows(store.present(book.possible()));
    stock.strangersLive(living(plan.scope(), stock.own(), uids(plan, children)));
    Inventory inventory =
        stock.inventory(round, plan.children().size(), plan.children().size() + further);
    return plan.with(children, stock.own(), stock.shared(), inventory);
  }

  /** Those of the plan first, then every further one that was ever admitted. */
  private List<Scope> children(Plan plan) {
    List<Scope> all = new ArrayList<>(plan.children());
    Set<UUID> known = new HashSet<>(plan.uids());
    for (Scope child : directory.children(plan.scope().uid())) {
      if (known.add(child.uid())) {
        all.add(child);
      }
    }
    return all;
  }

  private static Set<String> uids(Plan plan, List<Scope> children) {
    Set<String> uids = new HashSet<>();
    plan.path().forEach(scope -> uids.add(scope.uid().toString()));
    children.forEach(child -> uids.add(child.uid().toString()));
    return uids;
  }

  private Map<String, Boolean> living(Scope scope, List<String> own, Set<String> ours) {
    Map<String, Boolean> living = new LinkedHashMap<>();
    store
        .strangers(scope, own)
        .forEach(
            (name, uids) ->
                living.put(
                    name,
                    uids.stream().anyMatch(uid -> !ours.contains(uid) && directory.lives(uid))));
    return living;
  }
}
