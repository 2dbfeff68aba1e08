package io.palimpsest.ingest.http;

import io.palimpsest.access.Roles;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.key.KeyReader;
import io.palimpsest.sealing.HttpKeys;
import io.palimpsest.sealing.KeyAnswer;
import io.palimpsest.sealing.SystemKeys;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Keys of entities and of the system, for the services that read what they sealed. */
@Path("/internal/keys")
@Tag(name = "internal")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.SERVICE)
public class InternalKeyResource {
  private static final String NO_STORE = "no-store";

  private static final Pattern NAME = Pattern.compile(SystemKeys.NAME_RULE);
  private static final Duration LONGEST = Duration.ofDays(90);

  private final KeyReader keys;
  private final SystemKeys system;
  private final InstantSource clock;

  InternalKeyResource(KeyReader keys, SystemKeys system, InstantSource clock) {
    this.keys = keys;
    this.system = system;
    this.clock = clock;
  }

  @GET
  @Path("/{uid}")
  @Operation(summary = "The key of an item or source: 410 when it was destroyed")
  public Response get(@RestPath UUID uid) {
    return switch (keys.find(List.of(uid)).get(uid)) {
      case KeyAnswer.Present present -> answer(KeyView.of(uid, present));
      case KeyAnswer.Erased erased ->
          throw refused(410, "key.erased", "the entity is being erased, or was");
      case KeyAnswer.Unknown unknown ->
          throw refused(404, "key.not_found", "there is no key for this uid");
      case null -> throw new IllegalStateException("every uid has an answer");
    };
  }

  @POST
  @Path("/find")
  @Operation(summary = "The keys of up to 500 items and sources, or what became of them")
  public Response find(@Nullable Wanted wanted) {
    List<UUID> uids = wanted == null || wanted.uids() == null ? List.of() : wanted.uids();
    if (uids.isEmpty() || uids.size() > HttpKeys.MOST || uids.stream().anyMatch(Objects::isNull)) {
      throw invalid("uids", "names 1 to " + HttpKeys.MOST + " uids");
    }
    Map<UUID, KeyAnswer> answers = keys.find(uids);
    return answer(
        new Found(
            answers.entrySet().stream()
                .map(answer -> KeyView.of(answer.getKey(), answer.getValue()))
                .toList()));
  }

  @PUT
  @Path("/system/{name}")
  @Operation(
      summary =
          "The system's key of this name, made when there is none; 204 where sealing is off. It"
              + " goes by itself, at the latest after 90 days")
  public Response named(@RestPath String name, @RestQuery @Nullable String until) {
    if (!NAME.matcher(name).matches()) {
      throw invalid("name", "looks like " + SystemKeys.NAME_RULE);
    }
    return system
        .named(name, end(until))
        .map(key -> answer(KeyView.of(key.path().getLast(), key)))
        .orElseGet(() -> Response.noContent().build());
  }

  private Instant end(@Nullable String until) {
    Instant now = clock.instant();
    try {
      Instant end = Instant.parse(until == null ? "" : until);
      if (end.isAfter(now) && !end.isAfter(now.plus(LONGEST))) {
        return end;
      }
    } catch (DateTimeParseException notATime) {
      // The same rule says what is wrong with it.
    }
    throw invalid("until", "is a time within the next " + LONGEST.toDays() + " days");
  }

  /** Names keys. */
  record Wanted(@Nullable List<UUID> uids) {}

  /** What became of them. */
  record Found(List<KeyView> keys) {}

  private static Response answer(Object body) {
    return Response.ok(body).header(HttpHeaders.CACHE_CONTROL, NO_STORE).build();
  }

  private static RefusedException invalid(String field, String rule) {
    return new RefusedException(Refusal.ofField(422, "field.invalid", field, rule));
  }

  private static RefusedException refused(int status, String code, String detail) {
    return new RefusedException(Refusal.of(status, code, detail));
  }
}
