package io.palimpsest.topic;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * A topic of the product: one of the fixed ones, or the work topic of a participant, of which an
 * installation may have more than the product's own.
 */
public sealed interface AnyTopic permits Topic, WorkTopic {
  /** Name on the broker. */
  String topicName();

  /** Number of partitions that the product creates it with. */
  int partitions();

  /** What the broker does with old records. */
  Cleanup cleanup();

  /** Avro schema of the value, or empty for JSON. Its subject is the topic's name + "-value". */
  Optional<Schema> valueSchema();

  /** How its records prove who wrote them. */
  Authorship authorship();

  /** The topic of that name, or empty when there is none such in any installation. */
  static Optional<AnyTopic> named(String topicName) {
    return Topic.named(topicName)
        .<AnyTopic>map(topic -> topic)
        .or(() -> WorkTopic.named(topicName).map(topic -> topic));
  }

  /**
   * All topics of an installation: the fixed ones, the work topics of our participants, and those
   * of the upstream applications that take part in erasures.
   *
   * @param upstream names of those applications
   */
  static List<AnyTopic> catalogue(Collection<String> upstream) {
    return Stream.of(
            Stream.of(Topic.values()),
            WorkTopic.ours().stream(),
            upstream.stream().map(WorkTopic::new))
        .<AnyTopic>flatMap(topics -> topics)
        .distinct()
        .toList();
  }
}
