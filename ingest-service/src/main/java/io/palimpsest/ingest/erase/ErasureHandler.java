package io.palimpsest.ingest.erase;

import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ErasureWork;
import io.palimpsest.ingest.kafka.BatchHandler;
import io.palimpsest.ingest.outbox.EventSink;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.topic.Topic;
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
 * Takes tasks from the work topic, does ours, and publishes the receipts before the commit. Tasks
 * that come together are done side by side: what has to wait for another is not sent yet.
 */
@Singleton
final class ErasureHandler implements BatchHandler {
  private static final Logger LOG = Logger.getLogger(ErasureHandler.class);
  private static final int AT_ONCE = 8;

  private final EventCodec codec;
  private final TaskRunner runner;
  private final EventSink sink;
  private final InstantSource clock;

  ErasureHandler(EventCodec codec, TaskRunner runner, EventSink sink, InstantSource clock) {
    this.codec = codec;
    this.runner = runner;
    this.sink = sink;
    this.clock = clock;
  }

  @Override
  public void handle(List<ConsumerRecord<String, byte[]>> records) {
    List<ErasureWork> tasks = records.stream().map(this::task).flatMap(Optional::stream).toList();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<CompletableFuture<?>> receipts = new ArrayList<>();
      for (ErasureWork work : tasks) {
        receipts.add(CompletableFuture.supplyAsync(() -> run(work), threads).thenCompose(it -> it));
      }
      CompletableFuture.allOf(receipts.toArray(CompletableFuture[]::new)).join();
    }
  }

  /** The future ends when the receipt is on the broker, at once when the task is not ours. */
  private CompletableFuture<Void> run(ErasureWork work) {
    return runner
        .run((ErasureTask) work.getBody(), work.getRequestRef())
        .map(receipt -> CompletableFuture.allOf(publish(work.getRequestRef(), receipt)))
        .orElseGet(CompletableFuture::allOf);
  }

  private CompletableFuture<?> publish(String requestRef, ErasureReceipt receipt) {
    return sink.publish(
        Topic.ERASURE_WORK,
        requestRef,
        ErasureWork.newBuilder()
            .setRequestRef(requestRef)
            .setOccurredAt(clock.instant())
            .setBody(receipt)
            .build());
  }

  private Optional<ErasureWork> task(ConsumerRecord<String, byte[]> polled) {
    byte[] value = polled.value();
    if (value == null) {
      return Optional.empty();
    }
    return switch (codec.decode(Topic.ERASURE_WORK, ErasureWork.class, value)) {
      case Decoded.Event<ErasureWork> event ->
          Optional.of(event.value()).filter(work -> work.getBody() instanceof ErasureTask);
      case Decoded.Undecodable<ErasureWork> undecodable -> {
        LOG.errorf(
            "erasure work passed over partition=%d offset=%d reason=%s",
            polled.partition(), polled.offset(), undecodable.reason());
        yield Optional.empty();
      }
    };
  }
}
