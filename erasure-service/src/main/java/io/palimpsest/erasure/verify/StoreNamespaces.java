package io.palimpsest.erasure.verify;

import io.palimpsest.erasure.plan.NamespaceNames;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.NamespaceSummary;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The names as the verifier's own connections list them, in any index. */
final class StoreNamespaces implements NamespaceNames {
  private final VerifierStores stores;
  private final VerifierSettings settings;

  StoreNamespaces(VerifierStores stores, VerifierSettings settings) {
    this.stores = stores;
    this.settings = settings;
  }

  @Override
  public List<String> matching(Predicate<String> wanted) {
    Set<String> names = new TreeSet<>();
    for (IndexSide side : stores.sides()) {
      side.reader("patrol")
          .namespaces(
              Deadline.after(Ticker.system(), settings.deadline()),
              page -> page.stream().map(NamespaceSummary::name).filter(wanted).forEach(names::add));
    }
    return List.copyOf(names);
  }
}
