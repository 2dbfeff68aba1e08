package io.palimpsest.erasure.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.phase.Notes;
import io.palimpsest.erasure.saga.Ledger;
import io.palimpsest.event.ErasureStatusChanged;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.topic.Topic;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls for each state that is announced. A receiver that does not answer is given up for that
 * state, and the request's journal says so: the state itself never waits for anybody.
 */
@ApplicationScoped
class CallbackChannel {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackChannel.class);

  private final EventCodec codec;
  private final RecordVerifier verifier;
  private final Requests requests;
  private final CallbackPolicy policy;
  private final CallbackSender sender;
  private final Ledger ledger;
  private final ObjectMapper mapper;
  private final Clock clock;

  CallbackChannel(
      EventCodec codec,
      RecordVerifier verifier,
      Requests requests,
      CallbackPolicy policy,
      CallbackSender sender,
      Ledger ledger,
      ObjectMapper mapper,
      Clock clock) {
    this.codec = codec;
    this.verifier = verifier;
    this.requests = requests;
    this.policy = policy;
    this.sender = sender;
    this.ledger = ledger;
    this.mapper = mapper;
    this.clock = clock;
  }

  @Incoming("erasure-status")
  @Blocking
  @Retry(maxRetries = -1, delay = 500, maxDuration = 0)
  void onRecord(ConsumerRecord<String, byte[]> record) {
    if (policy.available() && record.value() != null && isProven(record)) {
      switch (codec.decode(Topic.ERASURE_STATUS, ErasureStatusChanged.class, record.value())) {
        case Decoded.Event<ErasureStatusChanged> event -> onStatus(event.value());
        case Decoded.Undecodable<ErasureStatusChanged> broken ->
            LOG.warn("status not decoded reason={}", broken.reason());
      }
    }
  }

  private boolean isProven(ConsumerRecord<String, byte[]> record) {
    return !(verifier.verify(record) instanceof Proof.Unproven);
  }

  private void onStatus(ErasureStatusChanged status) {
    requests
        .find(status.getRequestId())
        .ifPresent(
            request ->
                Optional.ofNullable(request.demand().options().callback())
                    .filter(address -> policy.brokenRule(address).isEmpty())
                    .ifPresent(address -> call(request, address, status)));
  }

  private void call(ErasureRequest request, String address, ErasureStatusChanged status) {
    try {
      sender.send(address, body(status));
    } catch (IOException e) {
      LOG.warn("callback given up request={} state={}", request.ref(), status.getState(), e);
      String state = status.getState().name();
      ledger.change(
          request.id(), now -> Notes.remarked(now, "callback.failed", state, clock.instant()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] body(ErasureStatusChanged status) {
    try {
      return mapper.writeValueAsBytes(
          new CallbackBody(
              status.getRequestId(),
              status.getState(),
              status.getOccurredAt(),
              status.getDeadline(),
              status.getLogIndex(),
              status.getCertificate()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a call is plain JSON", e);
    }
  }
}
