package io.palimpsest.erasure.participant;

import io.palimpsest.topic.AnyTopic;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that holds data of scopes, with the participant that erases it or the reason why none
 * is needed. A topic that is new in the catalogue does not compile until it has its line here; a
 * collection that is new keeps the service from starting.
 */
public final class Holdings {
  private static final Map<String, Answer> COLLECTIONS =
      Map.of(
          "erasure_requests",
          new Answer.NeedsNone("names leave with the change that concludes the request"),
          "handlings",
          new Answer.NeedsNone("key ids of the staff; notes that name the scope are refused"),
          "lost_requests",
          new Answer.NeedsNone("ids, references and codes only"),
          "restore_marks",
          new Answer.NeedsNone("times only"),
          "legal_holds",
          new Answer.NeedsNone("random uids and codes only"),
          "deeds",
          new Answer.NeedsNone("digests, codes and random keys only"),
          "parked_requests",
          new Answer.NeedsNone("coordinates and a reason only"),
          "exports.files",
          new Answer.ErasedBy(List.of(Participants.BUNDLES)),
          "exports.chunks",
          new Answer.ErasedBy(List.of(Participants.BUNDLES)));

  /** Keys of requests and bundles go with what they seal; none names a scope. */
  private static final Map<String, Answer> KEYS =
      Map.of("keys", new Answer.NeedsNone("random keys under the ids of requests and bundles"));

  private Holdings() {}

  /** What is said of a holding. */
  public sealed interface Answer {
    /**
     * Participants erase it.
     *
     * @param participants their names
     */
    record ErasedBy(List<String> participants) implements Answer {
      /** Copies the list. */
      public ErasedBy {
        participants = List.copyOf(participants);
      }
    }

    /**
     * It may stay.
     *
     * @param reason why
     */
    record NeedsNone(String reason) implements Answer {}
  }

  /** Who erases what a topic holds of a scope. */
  public static Answer of(AnyTopic topic) {
    return switch (topic) {
      case WorkTopic work -> new Answer.NeedsNone("kept for thirty days, listed as a residual");
      case Topic fixed -> of(fixed);
    };
  }

  private static Answer of(Topic topic) {
    return switch (topic) {
      case PORTFOLIO, SOURCES -> new Answer.ErasedBy(List.of(Participants.TOPICS));
      case TENANTS -> new Answer.ErasedBy(List.of(Participants.TENANTS));
      case INBOX_PORTFOLIO, INBOX_SOURCES -> new Answer.ErasedBy(List.of("ingest.submissions"));
      case VECTORS -> new Answer.NeedsNone("uids and counts, kept for seven days");
      case COVERAGE -> new Answer.NeedsNone("random uids and counts, kept for thirty days");
      case ERASURE_REQUESTS -> new Answer.NeedsNone("kept for seven days, listed as a residual");
      case ERASURE_FENCES, WRITERS -> new Answer.NeedsNone("random uids only");
      case ERASURE_DEMANDS ->
          new Answer.NeedsNone("sealed; the key of what has names goes with the names");
      case ERASURE_RECEIPTS -> new Answer.NeedsNone("references, codes, counts and dates only");
      case ERASURE_STATUS -> new Answer.NeedsNone("references, counts and dates only");
      case AUDIT_INTAKE, AUDIT, AUDIT_CHECKPOINTS ->
          new Answer.NeedsNone("codes, counts, digests and dates only");
      case ACCESS -> new Answer.NeedsNone("digests, kept for ninety days");
    };
  }

  /** Collections of this service's database that nobody has given an answer for. */
  public static List<String> unanswered(Set<String> collections) {
    return unanswered(collections, COLLECTIONS);
  }

  /** The same of the database of its keys. */
  public static List<String> unansweredKeys(Set<String> collections) {
    return unanswered(collections, KEYS);
  }

  private static List<String> unanswered(Set<String> collections, Map<String, Answer> answers) {
    return collections.stream()
        .filter(name -> !name.startsWith("system."))
        .filter(name -> !answers.containsKey(name))
        .sorted()
        .toList();
  }
}
