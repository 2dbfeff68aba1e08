package io.palimpsest.erasure.verify;

import io.palimpsest.erasure.model.Scope;
import io.palimpsest.erasure.plan.NamespaceNames;
import io.palimpsest.erasure.plan.StoreSide;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.NamespaceSummary;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The names as the verifier's own connections list them, in any index. */
final class ListedNames implements StoreSide, NamespaceNames {
  private static final String PURPOSE = "inventory";

  private final VerifierStores stores;
  private final VerifierSettings settings;
  private final SharedListing listing;

  ListedNames(VerifierStores stores, VerifierSettings settings) {
    this.stores = stores;
    this.settings = settings;
    this.listing =
        new SharedListing(
            this::list,
            settings.visibility(),
            Ticker.system(),
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("listing-", 0).factory()));
  }

  @Override
  public Set<String> targets() {
    Set<String> targets = new TreeSet<>();
    stores.sides().forEach(side -> targets.add(side.name()));
    targets.add(settings.homeTarget());
    return targets;
  }

  @Override
  public List<String> all() throws InterruptedException {
    try {
      return asked().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the namespaces were not listed", e.getCause());
    }
  }

  /** The same, without waiting for it. */
  CompletableFuture<List<String>> asked() {
    return listing.ask();
  }

  @Override
  public List<String> matching(Predicate<String> wanted) {
    return list().stream().filter(wanted).toList();
  }

  @Override
  public Set<String> present(Collection<String> names) {
    Set<String> present = new ConcurrentSkipListSet<>();
    everywhere(
        names,
        (side, name) -> {
          if (side.reader(PURPOSE).namespace(name).describe(deadline()).isPresent()) {
            present.add(name);
          }
        });
    return present;
  }

  @Override
  public Map<String, Set<String>> strangers(Scope scope, Collection<String> names) {
    Map<String, Set<String>> strangers = new ConcurrentHashMap<>();
    everywhere(
        names,
        (side, name) -> {
          Set<String> uids = new Strangers(side.reader(PURPOSE)).in(name, scope, deadline());
          if (!uids.isEmpty()) {
            strangers.merge(
                name,
                uids,
                (one, other) -> {
                  Set<String> both = new TreeSet<>(one);
                  both.addAll(other);
                  return both;
                });
          }
        });
    return strangers;
  }

  private void everywhere(Collection<String> names, BiConsumer<IndexSide, String> look) {
    CompletableFuture.allOf(
            names.stream()
                .flatMap(
                    name ->
                        stores.sides().stream()
                            .map(
                                side ->
                                    CompletableFuture.runAsync(
                                        () -> look.accept(side, name), stores.executor())))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private List<String> list() {
    Set<String> names = new TreeSet<>();
    for (IndexSide side : stores.sides()) {
      side.reader(PURPOSE)
          .namespaces(
              deadline(), page -> page.stream().map(NamespaceSummary::name).forEach(names::add));
    }
    return List.copyOf(names);
  }

  private Deadline deadline() {
    return Deadline.after(Ticker.system(), settings.deadline());
  }
}
