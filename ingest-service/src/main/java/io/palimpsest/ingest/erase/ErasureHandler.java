package io.palimpsest.ingest.erase;

import io.palimpsest.event.ErasureTask;
import io.palimpsest.fencing.TaskGate;
import io.palimpsest.fencing.TaskVerdict;
import io.palimpsest.ingest.metric.IngestMetrics;
import io.palimpsest.ingest.write.EventSink;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.group.BatchHandler;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes tasks from the work topics of this service's participants, does those that are to be
 * obeyed, and publishes the receipts before the commit. Tasks that come together are done side by
 * side: what has to wait for another is not sent yet.
 */
@Singleton
final class ErasureHandler implements BatchHandler {
  private static final Logger LOG = Logger.getLogger(ErasureHandler.class);
  private static final int AT_ONCE = 8;

  private final EventCodec codec;
  private final RecordVerifier verifier;
  private final TaskGate gate;
  private final TaskRunner runner;
  private final EventSink sink;
  private final IngestMetrics metrics;

  ErasureHandler(
      EventCodec codec,
      RecordVerifier verifier,
      InstantSource clock,
      TaskRunner runner,
      EventSink sink,
      IngestMetrics metrics) {
    this.codec = codec;
    this.verifier = verifier;
    this.gate = new TaskGate(clock);
    this.runner = runner;
    this.sink = sink;
    this.metrics = metrics;
  }

  @Override
  public void handle(List<ConsumerRecord<String, byte[]>> records) {
    List<ErasureTask> tasks = records.stream().map(this::task).flatMap(Optional::stream).toList();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<CompletableFuture<?>> receipts = new ArrayList<>();
      for (ErasureTask task : tasks) {
        receipts.add(CompletableFuture.supplyAsync(() -> run(task), threads).thenCompose(it -> it));
      }
      CompletableFuture.allOf(receipts.toArray(CompletableFuture[]::new)).join();
    }
  }

  /** The future ends when the receipt is on the broker, at once when there is none. */
  private CompletableFuture<Void> run(ErasureTask task) {
    return runner
        .run(task)
        .map(
            receipt ->
                CompletableFuture.allOf(
                    sink.publish(Topic.ERASURE_RECEIPTS, receipt.getRequestRef(), receipt)))
        .orElseGet(CompletableFuture::allOf);
  }

  private Optional<ErasureTask> task(ConsumerRecord<String, byte[]> polled) {
    byte[] value = polled.value();
    if (value == null) {
      return Optional.empty();
    }
    WorkTopic topic = ErasureGroup.topic(polled.topic());
    boolean proven = verifier.verify(polled) instanceof Proof.Proven;
    return switch (codec.decode(topic, ErasureTask.class, value)) {
      case Decoded.Event<ErasureTask>(ErasureTask task) -> {
        TaskVerdict verdict = gate.judge(topic, polled.key(), task, proven);
        told(topic, polled, verdict);
        yield verdict == TaskVerdict.OBEY ? Optional.of(task) : Optional.empty();
      }
      case Decoded.Undecodable<ErasureTask> undecodable -> {
        told(topic, polled, TaskVerdict.MALFORMED);
        yield Optional.empty();
      }
    };
  }

  private void told(WorkTopic topic, ConsumerRecord<String, byte[]> polled, TaskVerdict verdict) {
    metrics.judged(topic.participant(), verdict);
    if (verdict.alarming()) {
      LOG.errorf(
          "erasure task refused reason=%s topic=%s partition=%d offset=%d",
          verdict.code(), polled.topic(), polled.partition(), polled.offset());
    }
  }
}
