package io.palimpsest.erasure.participant;

import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.phase.Answers;
import io.palimpsest.erasure.phase.Patrol;
import io.palimpsest.erasure.saga.Ledger;
import io.palimpsest.erasure.watch.Metrics;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.topic.Topic;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receipts from their topic: verify, decode, judge, apply. */
@ApplicationScoped
class ReceiptChannel {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiptChannel.class);

  private final EventCodec codec;
  private final RecordVerifier verifier;
  private final Ledger ledger;
  private final MeterRegistry meters;
  private final Clock clock;

  /** A receipt, and as whom its record is signed. */
  private record Signed(ErasureReceipt receipt, Optional<String> author) {}

  ReceiptChannel(
      EventCodec codec, RecordVerifier verifier, Ledger ledger, MeterRegistry meters, Clock clock) {
    this.codec = codec;
    this.verifier = verifier;
    this.ledger = ledger;
    this.meters = meters;
    this.clock = clock;
  }

  /** A series that begins with its first event would have no increase to alert on. */
  void onStart(@Observes StartupEvent event) {
    for (ReceiptVerdict verdict : ReceiptVerdict.values()) {
      if (verdict.alarming()) {
        meters.counter(Metrics.RECEIPTS_REFUSED, "reason", verdict.code());
      }
    }
  }

  /** Receipts of one request that came together are one change of it. */
  @Incoming("erasure-receipts")
  @Retry(maxRetries = -1, delay = 500, maxDuration = 0)
  @Blocking
  void onRecords(ConsumerRecords<String, byte[]> records) {
    Map<String, List<Signed>> receipts = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> polled : records) {
      receipt(polled)
          .ifPresent(
              signed ->
                  receipts
                      .computeIfAbsent(signed.receipt().getRequestRef(), ref -> new ArrayList<>())
                      .add(signed));
    }
    receipts.forEach(
        (ref, all) -> {
          // By identity: receipts that say the same are each told of.
          Map<Signed, ReceiptVerdict> judged = new IdentityHashMap<>();
          ledger.changeByRef(ref, request -> answered(request, all, judged));
          judged.forEach((signed, verdict) -> told(ref, verdict));
        });
  }

  private Optional<Signed> receipt(ConsumerRecord<String, byte[]> polled) {
    if (polled.value() == null) {
      return Optional.empty();
    }
    Optional<String> author = author(polled);
    return switch (codec.decode(Topic.ERASURE_RECEIPTS, ErasureReceipt.class, polled.value())) {
      case Decoded.Event<ErasureReceipt>(ErasureReceipt receipt) -> {
        if (!receipt.getRequestRef().equals(polled.key())) {
          told(polled.key(), ReceiptVerdict.FOREIGN);
          yield Optional.empty();
        }
        yield Optional.of(new Signed(receipt, author));
      }
      case Decoded.Undecodable<ErasureReceipt> broken -> {
        told(polled.key(), ReceiptVerdict.MALFORMED);
        yield Optional.empty();
      }
    };
  }

  /** As whom the record is signed, empty when it is not signed by anybody who is trusted. */
  private Optional<String> author(ConsumerRecord<String, byte[]> polled) {
    return verifier.verify(polled) instanceof Proof.Proven(String author)
        ? Optional.of(author)
        : Optional.empty();
  }

  /** May be applied again to a newer version of the request: the last judgement counts. */
  private ErasureRequest answered(
      ErasureRequest request, List<Signed> receipts, Map<Signed, ReceiptVerdict> judged) {
    ErasureRequest next = request;
    for (Signed signed : receipts) {
      ReceiptVerdict verdict = ReceiptVerdict.of(next, signed.receipt(), signed.author());
      judged.put(signed, verdict);
      next = applied(next, signed.receipt(), verdict);
    }
    return next;
  }

  private ErasureRequest applied(
      ErasureRequest request, ErasureReceipt receipt, ReceiptVerdict verdict) {
    return switch (verdict) {
      case ANSWER ->
          Answers.answered(
              request, receipt.getTaskId(), WorkMessages.receipt(receipt), clock.instant());
      case REPORT -> Patrol.reported(request, WorkMessages.receipt(receipt), clock.instant());
      case STALE, UNPROVEN, FOREIGN, MALFORMED -> request;
    };
  }

  private void told(@Nullable String ref, ReceiptVerdict verdict) {
    if (verdict.alarming()) {
      meters.counter(Metrics.RECEIPTS_REFUSED, "reason", verdict.code()).increment();
      LOG.error("receipt refused request={} reason={}", ref, verdict.code());
    }
  }
}
