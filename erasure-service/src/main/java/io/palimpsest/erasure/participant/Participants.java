package io.palimpsest.erasure.participant;

import io.palimpsest.audit.AuditField;
import io.palimpsest.erasure.model.Plan.Participation;
import io.palimpsest.topic.WorkTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The table of participants, in the order of deletion: vectors and change topics, content and key,
 * documents, ledger and cache, the registry entry last. What leads to other data goes after it: the
 * ledger leads to the vectors, documents to content and to the records on the topics, the registry
 * to all of them.
 */
public final class Participants {
  /** Vectors of every namespace and index of the route. */
  public static final String VECTORS = WorkTopic.VECTORS.participant();

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
          remote(WorkTopic.CONTENT.participant(), 20),
          remote(WorkTopic.KEYS.participant(), 20),
          remote(WorkTopic.DOCUMENTS.participant(), 30),
          remote(WorkTopic.SUBMISSIONS.participant(), 20),
          local(BUNDLES, 30),
          remote(WorkTopic.LEDGER.participant(), 40),
          remote(WorkTopic.REGISTRY.participant(), 50),
          local(TENANTS, 50),
          new Participation(VERIFIER, 60, true, false, true));

  private Participants() {}

  /**
   * Ours and the given ones, in order of stage.
   *
   * @param answerTime how long a participant has where nothing else is said
   * @throws IllegalArgumentException when a name is no code that the audit log takes
   */
  public static List<Participation> with(
      Map<String, ParticipantSettings.Upstream> upstream, Duration answerTime) {
    List<Participation> all = new ArrayList<>();
    OURS.forEach(ours -> all.add(ours.answeringIn(answerTime)));
    upstream.forEach(
        (name, settings) ->
            all.add(
                new Participation(
                    named(name),
                    settings.stage(),
                    false,
                    true,
                    settings.verifies(),
                    settings.answerTime().orElse(answerTime))));
    all.sort(Comparator.comparingInt(Participation::stage).thenComparing(Participation::name));
    return List.copyOf(all);
  }

  /**
   * As whom a participant signs: one of ours as the service that it is part of, an upstream
   * application under its own name.
   */
  static String author(String participant) {
    boolean ours =
        WorkTopic.ours().stream().anyMatch(topic -> topic.participant().equals(participant));
    return ours ? participant.substring(0, participant.indexOf('.')) : participant;
  }

  /** The work topics of our participants in other services and of the given ones. */
  public static List<WorkTopic> workTopics(Map<String, ParticipantSettings.Upstream> upstream) {
    return Stream.concat(
            WorkTopic.ours().stream(), upstream.keySet().stream().sorted().map(WorkTopic::new))
        .toList();
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
