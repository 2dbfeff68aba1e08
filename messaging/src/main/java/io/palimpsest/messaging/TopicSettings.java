package io.palimpsest.messaging;

import io.palimpsest.topic.AnyTopic;
import io.palimpsest.topic.Cleanup;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/** Settings of a topic on the broker, as its place in the catalogue demands. Pure. */
public final class TopicSettings {
  /** A value that was erased is gone from the topic after this time at the latest. */
  private static final Duration COMPACTION_LAG = Duration.ofDays(1);

  private TopicSettings() {}

  /**
   * The settings by name. The broker stamps each record when it appends it: a token is judged at
   * that time, which a producer must not choose.
   */
  public static Map<String, String> of(AnyTopic topic, Replication replication) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    settings.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(replication.minInSync()));
    settings.putAll(
        switch (topic.cleanup()) {
          case Cleanup.Compact compact ->
              Map.of(
                  TopicConfig.CLEANUP_POLICY_CONFIG,
                  TopicConfig.CLEANUP_POLICY_COMPACT,
                  TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                  millis(COMPACTION_LAG));
          case Cleanup.Delete delete ->
              Map.of(
                  TopicConfig.CLEANUP_POLICY_CONFIG,
                  TopicConfig.CLEANUP_POLICY_DELETE,
                  TopicConfig.RETENTION_MS_CONFIG,
                  millis(delete.retention()));
          case Cleanup.Forever forever ->
              Map.of(
                  TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                  TopicConfig.RETENTION_MS_CONFIG, "-1",
                  TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        });
    return settings;
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }
}
