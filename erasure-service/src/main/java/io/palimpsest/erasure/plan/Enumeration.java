package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.model.Plan;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a list of names says of a plan's scope, beside what the plan has already. Pure.
 *
 * @param own every namespace of the scope alone
 * @param shared every namespace that others share
 * @param doubts names that look like one of the scope's and say nothing that can be read
 */
public record Enumeration(List<String> own, List<String> shared, int doubts) {
  /** Copies the lists. */
  public Enumeration {
    own = List.copyOf(own);
    shared = List.copyOf(shared);
  }

  /**
   * @param plan with the names of its path in it
   * @param listed names as the store lists them
   */
  public static Enumeration of(Plan plan, Collection<String> listed) {
    NameBook book = NameBook.of(plan, plan.children());
    Set<String> own = new LinkedHashSet<>(plan.namespaces());
    Set<String> shared = new LinkedHashSet<>(plan.sharedNamespaces());
    int doubts = 0;
    for (String name : listed) {
      switch (book.of(name)) {
        case OWN -> own.add(name);
        case SHARED -> shared.add(name);
        case UNATTRIBUTED -> doubts++;
        case FOREIGN -> {}
      }
    }
    own.removeAll(plan.sharedNamespaces());
    return new Enumeration(List.copyOf(own), List.copyOf(shared), doubts);
  }
}
