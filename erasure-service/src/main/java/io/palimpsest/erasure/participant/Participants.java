package io.palimpsest.erasure.participant;

import io.palimpsest.audit.AuditField;
import io.palimpsest.erasure.model.Plan.Participation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The table of participants, in the order of deletion: vectors and change topics, content and key,
 * documents, ledger and cache, the registry entry last. What leads to other data goes after it: the
 * ledger leads to the vectors, documents to content and to the records on the topics, the registry
 * to all of them.
 */
public final class Participants {
  /** Vectors of every namespace and index of the route. */
  public static final String VECTORS = "reembed.vectors";

  /** Records of the entities on the change topics. */
  public static final String TOPICS = "erasure.topics";

  /** Records of the tenant scopes on the registry's topic, which are the registry entry, too. */
  public static final String TENANTS = "erasure.tenants";

  /** The look at the vector store by another path and credential than the delete's. */
  public static final String VERIFIER = "erasure.verifier";

  /** Exports that other requests wrote of the scope. */
  public static final String BUNDLES = "erasure.bundles";

  private static final List<Participation> OURS =
      List.of(
          remote(VECTORS, 10),
          local(TOPICS, 10),
          remote("ingest.content", 20),
          remote("ingest.keys", 20),
          remote("ingest.documents", 30),
          remote("ingest.submissions", 30),
          local(BUNDLES, 30),
          remote("reembed.ledger", 40),
          remote("ingest.registry", 50),
          local(TENANTS, 50),
          new Participation(VERIFIER, 60, true, false, true));

  private Participants() {}

  /**
   * Ours and the given ones, in order of stage.
   *
   * @throws IllegalArgumentException when a name is no code that the audit log takes
   */
  public static List<Participation> with(Map<String, ParticipantSettings.Upstream> upstream) {
    List<Participation> all = new ArrayList<>(OURS);
    upstream.forEach(
        (name, settings) ->
            all.add(
                new Participation(
                    named(name), settings.stage(), false, true, settings.verifies())));
    all.sort(Comparator.comparingInt(Participation::stage).thenComparing(Participation::name));
    return List.copyOf(all);
  }

  private static String named(String name) {
    if (!name.matches(AuditField.PARTICIPANT.kind().pattern())) {
      throw new IllegalArgumentException(
          "the name of a participant matches " + AuditField.PARTICIPANT.kind().pattern());
    }
    return name;
  }

  private static Participation remote(String name, int stage) {
    return new Participation(name, stage, false, true, true);
  }

  private static Participation local(String name, int stage) {
    return new Participation(name, stage, true, true, false);
  }
}
