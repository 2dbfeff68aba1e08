package io.palimpsest.reembed.erase;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Every collection of this service, with who erases what it holds of a scope, or why nobody has to.
 * Over a collection that is new the index side does not start until it has its line here.
 */
public final class Catalogue {
  private static final Map<String, Answer> COLLECTIONS =
      Map.ofEntries(
          Map.entry("ledger", new Answer.ErasedBy("reembed.ledger")),
          Map.entry("adopted", new Answer.ErasedBy("reembed.ledger")),
          Map.entry("adopted_places", new Answer.ErasedBy("reembed.ledger")),
          Map.entry("legacy_moves", new Answer.ErasedBy("reembed.ledger")),
          Map.entry("legacy_rehearsals", new Answer.ErasedBy("reembed.ledger")),
          Map.entry("legacy_routes", new Answer.NeedsNone("random uids and names of targets")),
          Map.entry("legacy_plans", new Answer.NeedsNone("names that nobody owns, and counts")),
          Map.entry("parked", new Answer.ErasedBy("reembed.ledger")),
          Map.entry("embeddings", new Answer.ErasedBy("reembed.ledger")),
          Map.entry("job_findings", new Answer.ErasedBy("reembed.ledger")),
          Map.entry("tenant_hours", new Answer.ErasedBy("reembed.ledger")),
          Map.entry("acts", new Answer.NeedsNone("keyed digests, their keys, random ids")),
          Map.entry("jobs", new Answer.NeedsNone("random uids, counts and flags only")),
          Map.entry("routes", new Answer.NeedsNone("random uids and names of targets only")),
          Map.entry("route_debts", new Answer.NeedsNone("random uids only")),
          Map.entry("fences_applied", new Answer.NeedsNone("one number")));

  private Catalogue() {}

  /** What is said of a collection. */
  public sealed interface Answer {
    /**
     * A participant erases it.
     *
     * @param participant its name
     */
    record ErasedBy(String participant) implements Answer {}

    /**
     * It may stay.
     *
     * @param reason why
     */
    record NeedsNone(String reason) implements Answer {}
  }

  /** What is said of each. */
  public static Map<String, Answer> answers() {
    return COLLECTIONS;
  }

  /** Collections for which nobody has given an answer. */
  public static List<String> unanswered(Collection<String> collections) {
    return collections.stream()
        .filter(name -> !name.startsWith("system."))
        .filter(name -> !COLLECTIONS.containsKey(name))
        .sorted()
        .toList();
  }
}
