package io.palimpsest.erasure.participant;

import io.palimpsest.erasure.request.Erasing;
import io.palimpsest.erasure.request.ErasureRequest;
import io.palimpsest.erasure.request.Patrol;
import io.palimpsest.erasure.request.Receipt;
import io.palimpsest.erasure.saga.Ledger;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureWork;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.topic.Topic;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
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

  @Incoming("erasure-work")
  @Retry(maxRetries = -1, delay = 500, maxDuration = 0)
  @Blocking
  void onRecord(Record<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    switch (codec.decode(Topic.ERASURE_WORK, ErasureWork.class, record.value())) {
      case Decoded.Event<ErasureWork> event -> onWork(event.value());
      case Decoded.Undecodable<ErasureWork> broken ->
          LOG.warn("record on the work topic not decoded reason={}", broken.reason());
    }
  }

  private void onWork(ErasureWork work) {
    if (work.getBody() instanceof ErasureReceipt receipt) {
      try {
        apply(work, receipt);
      } catch (IllegalArgumentException broken) {
        LOG.warn("receipt refused request={} reason={}", work.getRequestRef(), broken.getMessage());
      }
    }
  }

  private void apply(ErasureWork work, ErasureReceipt receipt) {
    ledger.changeByRef(
        work.getRequestRef(),
        request -> answered(request, receipt.getTaskId(), WorkMessages.receipt(receipt)));
  }

  /** A receipt that answers no task is a participant's report that something is back. */
  private ErasureRequest answered(ErasureRequest request, UUID task, Receipt receipt) {
    return request.task(task).isPresent()
        ? Erasing.answered(request, task, receipt, clock.instant())
        : Patrol.reported(request, receipt, clock.instant());
  }
}
