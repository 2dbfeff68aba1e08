package io.palimpsest.ingest.erase;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Every collection of this service, with who erases what it holds of a scope, or why nobody has to.
 * A collection that is new keeps the service from starting until it has its line here.
 */
public final class Catalogue {
  private static final Map<String, Answer> COLLECTIONS =
      Map.ofEntries(
          Map.entry("organizations", new Answer.ErasedBy("ingest.registry")),
          Map.entry("freelancer_profiles", new Answer.ErasedBy("ingest.registry")),
          Map.entry("creators", new Answer.ErasedBy("ingest.registry")),
          Map.entry("twins", new Answer.ErasedBy("ingest.registry")),
          Map.entry("plan_seats", new Answer.ErasedBy("ingest.registry")),
          Map.entry("portfolio_items", new Answer.ErasedBy("ingest.documents")),
          Map.entry("sources", new Answer.ErasedBy("ingest.documents")),
          Map.entry("contents", new Answer.ErasedBy("ingest.content")),
          Map.entry("content_chunks", new Answer.ErasedBy("ingest.content")),
          Map.entry("keys", new Answer.ErasedBy("ingest.keys")),
          Map.entry("submissions", new Answer.ErasedBy("ingest.submissions")),
          Map.entry("slugs", new Answer.NeedsNone("keyed digests only")),
          Map.entry("erased_scopes", new Answer.NeedsNone("keyed digests and random uids only")),
          Map.entry("suppressed_scopes", new Answer.NeedsNone("keyed digests and references only")),
          Map.entry(
              "jobs", new Answer.NeedsNone("cursors and counts; what is confidential is sealed")),
          Map.entry("acts", new Answer.NeedsNone("keyed digests, their keys, random ids")),
          Map.entry(
              "migrations",
              new Answer.NeedsNone("plans, digests and moments; where it was is sealed")),
          Map.entry("migration_marks", new Answer.ErasedBy("ingest.documents")),
          Map.entry("migration_stops", new Answer.NeedsNone("a run and a moment")),
          Map.entry("migration_routes", new Answer.NeedsNone("names of namespaces")),
          Map.entry("inbox_topics", new Answer.NeedsNone("ids of topics")),
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
