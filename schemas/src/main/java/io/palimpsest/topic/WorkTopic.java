package io.palimpsest.topic;

import io.palimpsest.event.ErasureTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * The topic on which one participant of erasure gets its tasks, and nobody else's.
 *
 * @param participant name of the participant, such as {@code reembed.vectors}
 */
public record WorkTopic(String participant) implements AnyTopic {
  /** Vectors of every namespace and index of the route. */
  public static final WorkTopic VECTORS = new WorkTopic("reembed.vectors");

  /** The ledger and what is kept beside it. */
  public static final WorkTopic LEDGER = new WorkTopic("reembed.ledger");

  /** Stored contents of sources. */
  public static final WorkTopic CONTENT = new WorkTopic("ingest.content");

  /** The keys of the scope. */
  public static final WorkTopic KEYS = new WorkTopic("ingest.keys");

  /** Documents of items and sources. */
  public static final WorkTopic DOCUMENTS = new WorkTopic("ingest.documents");

  /** Submissions that are parked at the door. */
  public static final WorkTopic SUBMISSIONS = new WorkTopic("ingest.submissions");

  /** Registrations. */
  public static final WorkTopic REGISTRY = new WorkTopic("ingest.registry");

  private static final List<WorkTopic> OURS =
      List.of(VECTORS, LEDGER, CONTENT, KEYS, DOCUMENTS, SUBMISSIONS, REGISTRY);
  private static final String NAME = "[a-z]{2,24}([_.][a-z]{2,24}){0,3}";
  private static final String PREFIX = "palimpsest.erasure.work.";
  private static final String SUFFIX = ".v1";
  private static final Pattern TOPIC =
      Pattern.compile(Pattern.quote(PREFIX) + "(" + NAME + ")" + Pattern.quote(SUFFIX));
  private static final Cleanup MONTH = new Cleanup.Delete(Duration.ofDays(30));

  /** Refuses what is no name of a participant, and so no part of a topic's name. */
  public WorkTopic {
    if (!participant.matches(NAME)) {
      throw new IllegalArgumentException("a participant's name matches " + NAME);
    }
  }

  /** Those of the participants inside the product's other services. */
  public static List<WorkTopic> ours() {
    return OURS;
  }

  @Override
  public String topicName() {
    return PREFIX + participant + SUFFIX;
  }

  /** A task counts when erasure-service signed it. */
  @Override
  public Authorship authorship() {
    return new Authorship.Signed(
        Set.of(Authorship.ERASURE), Set.of(), Authorship.Keys.UNTIL_RETIRED);
  }

  /** The topic of that name, or empty when it is no work topic. */
  static Optional<WorkTopic> named(String topicName) {
    Matcher matcher = TOPIC.matcher(topicName);
    return matcher.matches() ? Optional.of(new WorkTopic(matcher.group(1))) : Optional.empty();
  }

  @Override
  public int partitions() {
    return 3;
  }

  @Override
  public Cleanup cleanup() {
    return MONTH;
  }

  @Override
  public Optional<Schema> valueSchema() {
    return Optional.of(ErasureTask.getClassSchema());
  }
}
