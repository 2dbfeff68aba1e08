package io.palimpsest.erasure.door;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.access.ProblemException;
import io.palimpsest.access.token.TokenVerifier;
import io.palimpsest.access.token.UnauthorisedException;
import io.palimpsest.erasure.health.Metrics;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.erasure.parked.ParkedRequests;
import io.palimpsest.event.ErasureRequested;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.tenancy.InvalidIdException;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.topic.Topic;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The door for events: decode, verify the token as of the time the broker appended the record, and
 * in by the same way as HTTP. What is refused is parked with its reason, and the partition goes on.
 */
@ApplicationScoped
class RequestChannel {
  private final EventCodec codec;
  private final TokenVerifier tokens;
  private final Intake intake;
  private final ParkedRequests parked;

  RequestChannel(EventCodec codec, TokenVerifier tokens, Intake intake, ParkedRequests parked) {
    this.codec = codec;
    this.tokens = tokens;
    this.intake = intake;
    this.parked = parked;
  }

  void onStart(@Observes StartupEvent event, MeterRegistry meters) {
    Gauge.builder(Metrics.PARKED, parked::count).register(meters);
  }

  @Incoming("erasure-requests")
  @Blocking
  @Retry(maxRetries = -1, delay = 500, maxDuration = 0)
  void onRecord(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    switch (codec.decode(Topic.ERASURE_REQUESTS, ErasureRequested.class, record.value())) {
      case Decoded.Event<ErasureRequested> event -> onEvent(record, event.value());
      case Decoded.Undecodable<ErasureRequested> broken -> parked.park(record, broken.reason());
    }
  }

  private void onEvent(ConsumerRecord<String, byte[]> record, ErasureRequested event) {
    try {
      Principal principal = principal(record);
      if (!principal.keyId().equals(event.getRequestedBy())) {
        throw new UnauthorisedException("token.other_requester");
      }
      intake.accept(principal, erasure(event));
    } catch (UnauthorisedException refused) {
      parked.park(record, "unauthorised." + refused.reason());
    } catch (InvalidIdException refused) {
      parked.park(record, "id.invalid." + refused.field());
    } catch (ProblemException refused) {
      parked.park(record, refused.problem().code());
    }
  }

  private Principal principal(ConsumerRecord<String, byte[]> record) {
    String token =
        TokenHeader.in(record.headers())
            .orElseThrow(() -> new UnauthorisedException("token.missing"));
    return tokens.verify(token, Instant.ofEpochMilli(record.timestamp()));
  }

  private static NewErasure erasure(ErasureRequested event) {
    return new NewErasure(
        event.getRequestId(),
        new Target(event.getScope().getType(), event.getScope().getIds()),
        event.getReason(),
        event.getReceivedAt(),
        event.getExternalReference(),
        event.getExternalReferencePersonal(),
        new Demand.Options(event.getExport(), false, event.getDryRun(), event.getCallback()));
  }
}
