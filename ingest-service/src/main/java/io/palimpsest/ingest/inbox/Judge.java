package io.palimpsest.ingest.inbox;

import io.palimpsest.access.token.TokenVerifier;
import io.palimpsest.access.token.UnauthorisedException;
import io.palimpsest.ingest.entry.Origin;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.inbox.ParkedSubmission.Claim;
import io.palimpsest.ingest.inbox.ParkedSubmission.Place;
import io.palimpsest.ingest.registry.Caller;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.trace.TraceParent;
import io.palimpsest.tenancy.InvalidIdException;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Decides what an inbox record is: decodes it, verifies its token, asks the door. */
@Singleton
final class Judge {
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORISED = 401;
  private static final int FORBIDDEN = 403;

  private final EventCodec codec;
  private final TokenVerifier tokens;

  Judge(EventCodec codec, TokenVerifier tokens) {
    this.codec = codec;
    this.tokens = tokens;
  }

  /** The verdict on a record, whose own token speaks for it as of its append time. */
  <E extends SpecificRecord, S> Verdict<S> judge(Inbox<E, S> inbox, InboxRecord submitted) {
    return switch (codec.decode(inbox.topic(), inbox.type(), submitted.value())) {
      case Decoded.Event<E> event -> withToken(inbox, submitted, event.value());
      case Decoded.Undecodable<E> undecodable ->
          new Verdict.Refuse<>(submitted.derivedId(), null, undecodable(undecodable.reason()));
    };
  }

  /** The verdict on a record that was parked, and that somebody vouches for. */
  <E extends SpecificRecord, S> Verdict<S> judge(
      Inbox<E, S> inbox, InboxRecord submitted, Caller vouching, Origin.Replay origin) {
    return switch (codec.decode(inbox.topic(), inbox.type(), submitted.value())) {
      case Decoded.Event<E> event ->
          ask(
              inbox,
              event.value(),
              vouching,
              origin.told(inbox.admission(event.value())),
              submitted.trace());
      case Decoded.Undecodable<E> undecodable ->
          new Verdict.Refuse<>(submitted.derivedId(), null, undecodable(undecodable.reason()));
    };
  }

  private <E extends SpecificRecord, S> Verdict<S> withToken(
      Inbox<E, S> inbox, InboxRecord submitted, E event) {
    try {
      Principal principal =
          tokens.verify(
              submitted.token().orElseThrow(() -> new UnauthorisedException("token.missing")),
              submitted.appendedAt());
      Place place = submitted.place();
      Origin origin = new Origin.Inbox(place.partition(), place.offset(), inbox.admission(event));
      return mayProduce(principal)
          ? ask(inbox, event, Caller.of(principal), origin, submitted.trace())
          : refuse(inbox, event, Refusal.of(FORBIDDEN, "role.missing", "the role is producer"));
    } catch (UnauthorisedException unauthorised) {
      return refuse(
          inbox,
          event,
          new Refusal(
              UNAUTHORISED,
              "unauthorised",
              "The record carries no token that was valid when it was appended.",
              "authorization",
              unauthorised.reason()));
    }
  }

  private static <E extends SpecificRecord, S> Verdict<S> ask(
      Inbox<E, S> inbox, E event, Caller caller, Origin origin, Optional<TraceParent> trace) {
    UUID id = inbox.eventId(event);
    Claim claim = inbox.claim(event);
    try {
      return new Verdict.Apply<>(id, claim, inbox.change(event, caller, origin).traced(trace));
    } catch (RefusedException refused) {
      return new Verdict.Refuse<>(id, claim, refused.refusal());
    } catch (InvalidIdException invalid) {
      return new Verdict.Refuse<>(
          id, claim, Refusal.ofField(BAD_REQUEST, "id.invalid", invalid.field(), invalid.rule()));
    }
  }

  private static boolean mayProduce(Principal principal) {
    return principal.has(Role.PRODUCER) || principal.has(Role.OPERATOR);
  }

  private static <E extends SpecificRecord, S> Verdict<S> refuse(
      Inbox<E, S> inbox, E event, Refusal refusal) {
    return new Verdict.Refuse<>(inbox.eventId(event), inbox.claim(event), refusal);
  }

  private static Refusal undecodable(String reason) {
    return Refusal.of(BAD_REQUEST, "undecodable." + reason, "The record is no such event.");
  }
}
