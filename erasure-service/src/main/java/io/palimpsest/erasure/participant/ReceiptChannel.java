package io.palimpsest.erasure.participant;

import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.phase.Answers;
import io.palimpsest.erasure.phase.Patrol;
import io.palimpsest.erasure.saga.Ledger;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureWork;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.topic.Topic;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receipts from the work topic: decode, apply. Whatever is no receipt of ours is passed over. */
@ApplicationScoped
class ReceiptChannel {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiptChannel.class);

  private final EventCodec codec;
  private final Ledger ledger;
  private final Clock clock;

  ReceiptChannel(EventCodec codec, Ledger ledger, Clock clock) {
    this.codec = codec;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Receipts of one request that came together are one change of it. */
  @Incoming("erasure-work")
  @Retry(maxRetries = -1, delay = 500, maxDuration = 0)
  @Blocking
  void onRecords(ConsumerRecords<String, byte[]> records) {
    Map<String, List<ErasureReceipt>> receipts = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> polled : records) {
      work(polled)
          .filter(work -> work.getBody() instanceof ErasureReceipt)
          .ifPresent(
              work ->
                  receipts
                      .computeIfAbsent(work.getRequestRef(), ref -> new ArrayList<>())
                      .add((ErasureReceipt) work.getBody()));
    }
    receipts.forEach((ref, all) -> ledger.changeByRef(ref, request -> answered(request, all)));
  }

  private Optional<ErasureWork> work(ConsumerRecord<String, byte[]> polled) {
    if (polled.value() == null) {
      return Optional.empty();
    }
    return switch (codec.decode(Topic.ERASURE_WORK, ErasureWork.class, polled.value())) {
      case Decoded.Event<ErasureWork> event -> Optional.of(event.value());
      case Decoded.Undecodable<ErasureWork> broken -> {
        LOG.warn("record on the work topic not decoded reason={}", broken.reason());
        yield Optional.empty();
      }
    };
  }

  private ErasureRequest answered(ErasureRequest request, List<ErasureReceipt> receipts) {
    ErasureRequest next = request;
    for (ErasureReceipt receipt : receipts) {
      try {
        next = answered(next, receipt.getTaskId(), WorkMessages.receipt(receipt));
      } catch (IllegalArgumentException broken) {
        LOG.warn("receipt refused request={} reason={}", request.ref(), broken.getMessage());
      }
    }
    return next;
  }

  /** A receipt that answers no task is a participant's report that something is back. */
  private ErasureRequest answered(ErasureRequest request, UUID task, Receipt receipt) {
    return request.task(task).isPresent()
        ? Answers.answered(request, task, receipt, clock.instant())
        : Patrol.reported(request, receipt, clock.instant());
  }
}
