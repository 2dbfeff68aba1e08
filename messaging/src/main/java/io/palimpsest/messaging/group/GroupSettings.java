package io.palimpsest.messaging.group;

import io.palimpsest.messaging.KafkaSettings;
import java.time.Duration;
import java.util.List;

/**
 * What a consumer group reads and how.
 *
 * @param kafka how to reach the brokers
 * @param group name of the group
 * @param topics names of the topics
 * @param mostRecords most records of one batch
 * @param longestPause longest pause after failures in a row
 * @param truncate whether records behind the commit are deleted from the topics
 */
public record GroupSettings(
    KafkaSettings kafka,
    String group,
    List<String> topics,
    int mostRecords,
    Duration longestPause,
    boolean truncate) {
  /** Copies the list. */
  public GroupSettings {
    topics = List.copyOf(topics);
  }
}
