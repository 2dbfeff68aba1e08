package io.palimpsest.right;

import static io.palimpsest.right.Operation.DELETE;
import static io.palimpsest.right.Operation.DESCRIBE;
import static io.palimpsest.right.Operation.DESCRIBE_CONFIGS;
import static io.palimpsest.right.Operation.READ;
import static io.palimpsest.right.Operation.WRITE;
import static io.palimpsest.right.Principals.ACCESS_READER;
import static io.palimpsest.right.Principals.AUDITOR;
import static io.palimpsest.right.Principals.ERASURE;
import static io.palimpsest.right.Principals.INGEST;
import static io.palimpsest.right.Principals.REEMBED;
import static io.palimpsest.right.Principals.UPSTREAM;

import io.palimpsest.topic.AnyTopic;
import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The catalogue of rights. Who may write follows from the topic's authorship: whoever a reader
 * would believe, and nobody else. Who may read stands here. Pure.
 */
public final class Rights {
  private static final String ALL_TOPICS = "palimpsest.";
  private static final Set<String> SERVICES = Set.of(INGEST, REEMBED, ERASURE);

  private Rights() {}

  /**
   * All grants of an installation.
   *
   * @param participants names of upstream applications that take part in erasures
   */
  public static List<Grant> catalogue(Collection<String> participants) {
    List<Grant> grants = new ArrayList<>();
    for (AnyTopic topic : AnyTopic.catalogue(participants)) {
      operations(topic, participants)
          .forEach(
              (principal, allowed) ->
                  grants.add(
                      new Grant(principal, new Resource.OneTopic(topic.topicName()), allowed)));
    }
    // What is there and how it is kept is compared with the catalogue at each start; no content.
    for (String service : List.of(INGEST, REEMBED, ERASURE)) {
      grants.add(
          new Grant(
              service, new Resource.Topics(ALL_TOPICS), EnumSet.of(DESCRIBE, DESCRIBE_CONFIGS)));
    }
    grants.add(group(INGEST, "ingest-"));
    grants.add(group(REEMBED, "palimpsest-reembed"));
    grants.add(group(ERASURE, "erasure-"));
    grants.add(group(ERASURE, "palimpsest-audit-"));
    grants.add(
        new Grant(
            ERASURE, new Resource.Transactions("palimpsest-audit-"), EnumSet.of(WRITE, DESCRIBE)));
    // Groups of upstream applications begin with their own name, so that none is joined by another.
    grants.add(group(UPSTREAM, UPSTREAM + "-"));
    participants.stream()
        .sorted()
        .map(name -> group(Principals.participant(name), Principals.participant(name)))
        .forEach(grants::add);
    return List.copyOf(grants);
  }

  /**
   * What each may do on a topic, by principal; who is not in it may do nothing.
   *
   * @param participants names of upstream applications that take part in erasures
   */
  public static Map<String, Set<Operation>> operations(
      AnyTopic topic, Collection<String> participants) {
    Map<String, Set<Operation>> operations = new TreeMap<>();
    writers(topic, participants).forEach(principal -> add(operations, principal, WRITE));
    readers(topic).forEach(principal -> add(operations, principal, READ));
    deleters(topic).forEach(principal -> add(operations, principal, DELETE));
    return operations;
  }

  private static Grant group(String principal, String prefix) {
    return new Grant(principal, new Resource.Groups(prefix), EnumSet.of(READ));
  }

  private static void add(
      Map<String, Set<Operation>> operations, String principal, Operation operation) {
    operations
        .computeIfAbsent(principal, ignored -> EnumSet.noneOf(Operation.class))
        .add(operation);
  }

  private static Set<String> writers(AnyTopic topic, Collection<String> participants) {
    return switch (topic.authorship()) {
      case Authorship.Token token -> Set.of(UPSTREAM);
      case Authorship.Signed signed -> union(signed.values(), signed.tombstones());
      case Authorship.Named named ->
          union(SERVICES, participants.stream().map(Principals::participant).toList());
      case Authorship.Open open -> writersOfOpen(topic);
    };
  }

  private static Set<String> writersOfOpen(AnyTopic topic) {
    return switch (topic) {
      case Topic.COVERAGE -> Set.of(REEMBED);
      case Topic.AUDIT, Topic.AUDIT_CHECKPOINTS -> Set.of(ERASURE);
      case Topic.ACCESS -> SERVICES;
      default -> throw new IllegalStateException("nobody is named as writer of " + topic);
    };
  }

  private static Set<String> readers(AnyTopic topic) {
    return switch (topic) {
      case WorkTopic work -> Set.of(worker(work));
      case Topic fixed ->
          switch (fixed) {
            case INBOX_PORTFOLIO, INBOX_SOURCES -> Set.of(INGEST);
            case TENANTS, PORTFOLIO, SOURCES -> Set.of(REEMBED, ERASURE);
            case VECTORS -> Set.of(INGEST, UPSTREAM);
            case COVERAGE -> Set.of(UPSTREAM);
            case ERASURE_REQUESTS, ERASURE_DEMANDS, ERASURE_RECEIPTS, AUDIT_INTAKE ->
                Set.of(ERASURE);
            case ERASURE_FENCES, WRITERS -> SERVICES;
            case ERASURE_STATUS -> Set.of(ERASURE, UPSTREAM);
            case AUDIT, AUDIT_CHECKPOINTS -> Set.of(ERASURE, AUDITOR);
            // For people, who read it with a tool of their own.
            case ACCESS -> Set.of(ACCESS_READER);
          };
    };
  }

  private static String worker(WorkTopic work) {
    if (!WorkTopic.ours().contains(work)) {
      return Principals.participant(work.participant());
    }
    return work.participant().startsWith(REEMBED + ".") ? REEMBED : INGEST;
  }

  /** What was applied is deleted from where it came in, for it may hold personal data. */
  private static Set<String> deleters(AnyTopic topic) {
    return switch (topic) {
      case Topic.INBOX_PORTFOLIO, Topic.INBOX_SOURCES -> Set.of(INGEST);
      case Topic.ERASURE_REQUESTS -> Set.of(ERASURE);
      default -> Set.of();
    };
  }

  private static Set<String> union(Collection<String> one, Collection<String> other) {
    Set<String> all = new HashSet<>(one);
    all.addAll(other);
    return all;
  }
}
