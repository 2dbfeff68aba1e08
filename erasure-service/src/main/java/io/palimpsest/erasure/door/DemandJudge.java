package io.palimpsest.erasure.door;

import io.palimpsest.access.ProblemException;
import io.palimpsest.access.token.TokenVerifier;
import io.palimpsest.access.token.UnauthorisedException;
import io.palimpsest.erasure.model.Demand;
import io.palimpsest.event.ErasureRequested;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.tenancy.InvalidIdException;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Takes in what a record demands, or says why not: decodes it, verifies its token as of the time
 * the broker appended it, and goes the same way as HTTP.
 */
@ApplicationScoped
class DemandJudge {
  private final EventCodec codec;
  private final TokenVerifier tokens;
  private final Intake intake;

  DemandJudge(EventCodec codec, TokenVerifier tokens, Intake intake) {
    this.codec = codec;
    this.tokens = tokens;
    this.intake = intake;
  }

  /** Empty when the demand is accepted, durably; otherwise the machine-readable reason. */
  Optional<String> refusal(ConsumerRecord<String, byte[]> record) {
    return switch (codec.decode(Topic.ERASURE_REQUESTS, ErasureRequested.class, record.value())) {
      case Decoded.Event<ErasureRequested> event -> refusal(record, event.value());
      case Decoded.Undecodable<ErasureRequested> broken -> Optional.of(broken.reason());
    };
  }

  private Optional<String> refusal(ConsumerRecord<String, byte[]> record, ErasureRequested event) {
    try {
      Principal principal = principal(record);
      if (!principal.keyId().equals(event.getRequestedBy())) {
        throw new UnauthorisedException("token.other_requester");
      }
      intake.accept(principal, erasure(event));
      return Optional.empty();
    } catch (UnauthorisedException refused) {
      return Optional.of("unauthorised." + refused.reason());
    } catch (InvalidIdException refused) {
      return Optional.of("id.invalid." + refused.field());
    } catch (ProblemException refused) {
      return Optional.of(refused.problem().code());
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
        new Demand.Options(
            event.getExport(), false, event.getDryRun(), event.getCallback(), event.getSuppress()));
  }
}
