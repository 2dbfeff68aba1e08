package io.palimpsest.ingest.erase;

import io.palimpsest.ingest.kafka.GroupLoop;
import io.palimpsest.ingest.kafka.GroupSettings;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.topic.Topic;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** The consumer group that takes erasure tasks. */
@Singleton
public final class ErasureGroup {
  private static final int MOST_RECORDS = 50;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final ErasureHandler handler;
  private final KafkaSettings kafka;

  ErasureGroup(ErasureHandler handler, KafkaSettings kafka) {
    this.handler = handler;
    this.kafka = kafka;
  }

  /** Joins the group. */
  public GroupLoop start() {
    return GroupLoop.start(
        new GroupSettings(
            kafka.bootstrapServers(),
            "ingest-erasure",
            List.of(Topic.ERASURE_WORK.topicName()),
            MOST_RECORDS,
            LONGEST_PAUSE,
            false),
        handler);
  }
}
