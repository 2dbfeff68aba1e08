package io.palimpsest.access.proof;

import io.micrometer.core.instrument.Metrics;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.UnprovenListener;
import io.palimpsest.topic.Topic;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts records that are not proven, by topic and reason. */
@Singleton
public class UnprovenMeter implements UnprovenListener {
  /** Counter: records that nobody proved to have written; tags {@code topic}, {@code reason}. */
  static final String NAME = "palimpsest.records.unproven";

  private static final Logger LOG = LoggerFactory.getLogger(UnprovenMeter.class);

  UnprovenMeter() {
    for (Topic topic : Topic.values()) {
      if (RecordSigner.isAsked(topic.authorship())) {
        // A series that begins with its first event would have no increase to alert on.
        for (Proof.Reason reason : Proof.Reason.values()) {
          count(topic.topicName(), reason, 0);
        }
      }
    }
  }

  @Override
  public void unproven(String topic, Proof.Reason reason) {
    LOG.error("record not proven topic={} reason={}", topic, reason.code());
    count(topic, reason, 1);
  }

  private static void count(String topic, Proof.Reason reason, int times) {
    Metrics.counter(NAME, "topic", topic, "reason", reason.code()).increment(times);
  }
}
