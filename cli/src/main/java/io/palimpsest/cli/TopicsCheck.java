package io.palimpsest.cli;

import io.palimpsest.messaging.Drift;
import io.palimpsest.messaging.RegistryUnavailableException;
import io.palimpsest.messaging.Topics;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/** Whether brokers and registry agree with the catalogue. */
final class TopicsCheck {
  private static final String SUBJECT = "topics";

  private TopicsCheck() {}

  static Finding run(KafkaConnection kafka) {
    if (!kafka.isConfigured()) {
      return Finding.absent(SUBJECT, "no brokers configured: KAFKA_BOOTSTRAP_SERVERS");
    }
    try (Topics topics = kafka.topics()) {
      List<Drift> drift = topics.diff();
      return drift.isEmpty()
          ? Finding.ok(SUBJECT, "as in the catalogue")
          : Finding.wrong(SUBJECT, drift.size() + " differences; palimpsest topics diff");
    } catch (KafkaException | RegistryUnavailableException e) {
      return Finding.wrong(SUBJECT, "brokers or registry do not answer: " + e.getMessage());
    }
  }
}
