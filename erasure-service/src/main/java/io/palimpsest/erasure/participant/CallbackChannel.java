package io.palimpsest.erasure.participant;

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
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
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
  private final Receivers receivers;
  private final Ledger ledger;
  private final ObjectMapper mapper;
  private final Clock clock;

  CallbackChannel(
      EventCodec codec,
      RecordVerifier verifier,
      Requests requests,
      CallbackPolicy policy,
      CallbackSender sender,
      Receivers receivers,
      Ledger ledger,
      ObjectMapper mapper,
      Clock clock) {
    this.codec = codec;
    this.verifier = verifier;
    this.requests = requests;
    this.policy = policy;
    this.sender = sender;
    this.receivers = receivers;
    this.ledger = ledger;
    this.mapper = mapper;
    this.clock = clock;
  }

  /**
   * Takes a record in. It counts as read once its call is over, so that a crash repeats what was
   * not called; as many are open as the receivers' queues hold.
   */
  @Incoming("erasure-status")
  @Blocking
  @Retry(maxRetries = -1, delay = 500, maxDuration = 0)
  CompletionStage<Void> onRecord(Message<ConsumerRecord<String, byte[]>> message) {
    return called(message.getPayload())
        .map(call -> hand(message, call))
        .orElseGet(() -> message.ack());
  }

  /** A call to make. */
  private record Call(ErasureRequest request, URI address, ErasureStatusChanged status) {}

  private Optional<Call> called(ConsumerRecord<String, byte[]> record) {
    if (!policy.available() || record.value() == null || !isProven(record)) {
      return Optional.empty();
    }
    return switch (codec.decode(Topic.ERASURE_STATUS, ErasureStatusChanged.class, record.value())) {
      case Decoded.Event<ErasureStatusChanged> event -> called(event.value());
      case Decoded.Undecodable<ErasureStatusChanged> broken -> {
        LOG.warn("status not decoded reason={}", broken.reason());
        yield Optional.empty();
      }
    };
  }

  private boolean isProven(ConsumerRecord<String, byte[]> record) {
    return !(verifier.verify(record) instanceof Proof.Unproven);
  }

  private Optional<Call> called(ErasureStatusChanged status) {
    return requests
        .find(status.getRequestId())
        .flatMap(
            request ->
                Optional.ofNullable(request.demand().options().callback())
                    .filter(address -> policy.brokenRule(address).isEmpty())
                    .map(address -> new Call(request, URI.create(address), status)));
  }

  private CompletionStage<Void> hand(Message<?> message, Call call) {
    boolean queued =
        receivers.hand(
            call.address().getHost(),
            () -> {
              if (made(call)) {
                message.ack();
              }
            });
    if (queued) {
      return CompletableFuture.completedFuture(null);
    }
    giveUp(call, new IOException("too many calls wait for the receiver"));
    return message.ack();
  }

  /** Whether the call is over, one way or the other; when this process stops, it is not. */
  private boolean made(Call call) {
    try {
      sender.send(call.address(), body(call.status()));
      return true;
    } catch (IOException e) {
      giveUp(call, e);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void giveUp(Call call, IOException reason) {
    LOG.warn(
        "callback given up request={} state={}",
        call.request().ref(),
        call.status().getState(),
        reason);
    String state = call.status().getState().name();
    try {
      ledger.change(
          call.request().id(),
          now -> Notes.remarked(now, "callback.failed", state, clock.instant()));
    } catch (RuntimeException e) {
      LOG.warn("journal does not say so request={}", call.request().ref(), e);
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
