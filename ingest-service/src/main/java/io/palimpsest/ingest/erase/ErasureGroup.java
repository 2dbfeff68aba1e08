package io.palimpsest.ingest.erase;

import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.group.GroupLoop;
import io.palimpsest.messaging.group.GroupSettings;
import io.palimpsest.topic.WorkTopic;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** The consumer group that takes erasure tasks. */
@Singleton
public final class ErasureGroup {
  private static final int MOST_RECORDS = 50;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private static final List<WorkTopic> TOPICS =
      List.of(
          WorkTopic.DOCUMENTS,
          WorkTopic.CONTENT,
          WorkTopic.KEYS,
          WorkTopic.SUBMISSIONS,
          WorkTopic.REGISTRY);

  private final ErasureHandler handler;
  private final KafkaSettings kafka;

  ErasureGroup(ErasureHandler handler, KafkaSettings kafka) {
    this.handler = handler;
    this.kafka = kafka;
  }

  /** The topic of that name, which is one of this group's. */
  static WorkTopic topic(String name) {
    return TOPICS.stream()
        .filter(topic -> topic.topicName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not a topic of this group: " + name));
  }

  /** Joins the group. */
  public GroupLoop start() {
    return GroupLoop.start(
        new GroupSettings(
            kafka,
            "ingest-erasure",
            TOPICS.stream().map(WorkTopic::topicName).toList(),
            MOST_RECORDS,
            LONGEST_PAUSE,
            false),
        handler);
  }
}
