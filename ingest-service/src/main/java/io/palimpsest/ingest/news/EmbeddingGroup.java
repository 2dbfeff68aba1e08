package io.palimpsest.ingest.news;

import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.group.GroupLoop;
import io.palimpsest.messaging.group.GroupSettings;
import io.palimpsest.topic.Topic;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** The consumer group that follows the news of vectors. */
@Singleton
public final class EmbeddingGroup {
  private static final int MOST_RECORDS = 500;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final EmbeddingHandler handler;
  private final KafkaSettings kafka;

  EmbeddingGroup(EmbeddingHandler handler, KafkaSettings kafka) {
    this.handler = handler;
    this.kafka = kafka;
  }

  /** Joins the group. */
  public GroupLoop start() {
    return GroupLoop.start(
        new GroupSettings(
            kafka,
            "ingest-vectors",
            List.of(Topic.VECTORS.topicName()),
            MOST_RECORDS,
            LONGEST_PAUSE,
            false),
        handler);
  }
}
