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
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Takes tasks from the work topic, does ours, and publishes the receipts before the commit. */
@Singleton
final class ErasureHandler implements BatchHandler {
  private static final Logger LOG = Logger.getLogger(ErasureHandler.class);

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
    List<CompletableFuture<?>> receipts = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> polled : records) {
      task(polled).ifPresent(work -> run(work).ifPresent(receipts::add));
    }
    CompletableFuture.allOf(receipts.toArray(CompletableFuture[]::new)).join();
  }

  private Optional<CompletableFuture<?>> run(ErasureWork work) {
    return runner
        .run((ErasureTask) work.getBody(), work.getRequestRef())
        .map(receipt -> publish(work.getRequestRef(), receipt));
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
