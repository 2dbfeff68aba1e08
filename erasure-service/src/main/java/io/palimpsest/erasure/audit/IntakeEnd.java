package io.palimpsest.erasure.audit;

import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** How far the sequencer, whichever instance has it, has come with the intake. */
@ApplicationScoped
public class IntakeEnd {
  private static final TopicPartition INTAKE =
      new TopicPartition(Topic.AUDIT_INTAKE.topicName(), 0);
  private static final Duration TURN = Duration.ofMillis(100);

  private final SequencerClients clients;

  IntakeEnd(KafkaSettings kafka, SequencerSettings settings, LogProofs proofs) {
    this.clients = new SequencerClients(kafka, settings, proofs);
  }

  /**
   * Returns when every statement that was taken in before this call is in the log, or never will
   * be.
   *
   * @throws TimeoutException when the time is over before
   */
  public void awaitSequenced(Duration within) throws InterruptedException {
    try (KafkaConsumer<String, byte[]> consumer = clients.consumer()) {
      consumer.assign(Set.of(INTAKE));
      long begin = consumer.beginningOffsets(Set.of(INTAKE)).getOrDefault(INTAKE, 0L);
      long end = consumer.endOffsets(Set.of(INTAKE)).getOrDefault(INTAKE, 0L);
      long until = System.nanoTime() + within.toNanos();
      while (begin < end && committed(consumer) < end) {
        if (System.nanoTime() > until) {
          throw new TimeoutException("the sequencer did not reach the end of the intake in time");
        }
        Thread.sleep(TURN);
      }
    }
  }

  private static long committed(KafkaConsumer<String, byte[]> consumer) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.of(INTAKE));
    OffsetAndMetadata offset = committed.get(INTAKE);
    return offset == null ? 0 : offset.offset();
  }
}
