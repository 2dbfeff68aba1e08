package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import io.palimpsest.event.ScopeType;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Requests for the erasure of whole creators, which two people of compliance approve. */
final class Erasures {
  private static final Duration SETTLED = Duration.ofSeconds(120);

  private final Palimpsest palimpsest;
  private final Http door;

  Erasures(Palimpsest palimpsest) {
    this(palimpsest, URI.create(palimpsest.stack().gatewayUrl()));
  }

  /**
   * @param door where is asked: the instance there makes the plan
   */
  Erasures(Palimpsest palimpsest, URI door) {
    this.palimpsest = palimpsest;
    this.door = new Http(door, "Authorization");
  }

  /** A new creator with one twin and one source that can be found. */
  KnownScope known(String creator, String twin) throws Exception {
    palimpsest.registerCreator(creator, List.of(twin));
    try (PalimpsestClient client = palimpsest.creator(creator)) {
      Written note =
          client.submitSource(creator, twin, "note", Source.text("note", Round.TEXT)).join();
      Palimpsest.searchable(client, note);
      UUID self = palimpsest.uid("/creators/" + creator);
      Set<UUID> uids = new HashSet<>(Set.of(self, note.uid()));
      return new KnownScope(creator, List.of(twin), "creator_uid", self, uids);
    }
  }

  /** Asks for a creator's erasure; the id of the request. */
  UUID ask(String creator) throws Exception {
    return ask(ScopeType.CREATOR, List.of(creator), palimpsest.complianceToken("asks"));
  }

  /** Asks for the erasure of a scope as the token's holder; the id of the request. */
  UUID ask(ScopeType type, List<String> ids, String token) throws Exception {
    UUID id = UUID.randomUUID();
    Map<String, Object> body = new HashMap<>();
    body.put("request_id", id.toString());
    body.put("scope", Map.of("type", type.name(), "ids", ids));
    Reply reply = door.send("POST", "/erasures", bearer(token), body);
    assertThat(reply.status()).as("%s", reply.body()).isEqualTo(202);
    return id;
  }

  /** One consent to what a waiting request shows. */
  void approve(UUID request, JsonNode waiting, String who) throws Exception {
    door.send(
        "POST",
        "/erasures/" + request + "/approve",
        bearer(palimpsest.complianceToken(who)),
        Map.of("digest", waiting.path("plan").path("digest").asText()));
  }

  /** Asks, approves twice and waits for the confirmation; the id of the request. */
  UUID erase(String creator) throws Exception {
    UUID request = ask(creator);
    JsonNode waiting = awaitState(request, "AWAITING_APPROVAL");
    approve(request, waiting, "first");
    approve(request, waiting, "second");
    awaitState(request, "CONFIRMED_LIVE");
    return request;
  }

  /** The request as an operator sees it. */
  JsonNode read(UUID request) throws Exception {
    return door.get("/erasures/" + request, bearer(palimpsest.operatorToken())).body();
  }

  /** Asks as a creator, by the owners' door; the id of the request. */
  UUID askAsOwner(String token) throws Exception {
    Reply reply = delete("/delphi/creator", token);
    assertThat(reply.status()).as("%s", reply.body()).isEqualTo(202);
    return UUID.fromString(reply.body().path("request_id").asText());
  }

  /** Places a legal hold on a scope; its id. */
  String hold(ScopeType type, List<String> ids) throws Exception {
    Map<String, Object> scope = Map.of("type", type.name(), "ids", ids);
    Reply reply =
        door.send(
            "POST",
            "/erasures/holds",
            bearer(palimpsest.complianceToken("holds")),
            Map.of("scope", scope, "basis", "litigation"));
    assertThat(reply.status()).as("%s", reply.body()).isEqualTo(201);
    return reply.body().path("id").asText();
  }

  void release(String hold) throws Exception {
    Reply reply = delete("/erasures/holds/" + hold, palimpsest.complianceToken("holds"));
    assertThat(reply.status()).as("%s", reply.body()).isEqualTo(200);
  }

  private Reply delete(String path, String token) throws Exception {
    return door.call("DELETE", path, bearer(token), "application/json", BodyPublishers.noBody());
  }

  private static String bearer(String token) {
    return "Bearer " + token;
  }

  /** What the request's timeline tells, in its order. */
  List<String> timeline(UUID request) throws Exception {
    return read(request).path("timeline").findValuesAsText("what");
  }

  /** Whether a request has a state. */
  boolean isIn(UUID request, String state) throws Exception {
    return read(request).path("state").asText().equals(state);
  }

  /** Waits until a request has a state; the request then. */
  JsonNode awaitState(UUID request, String state) {
    return awaitState(request, state, SETTLED);
  }

  /** The same, for as long as said. */
  JsonNode awaitState(UUID request, String state, Duration atMost) {
    List<JsonNode> last = new ArrayList<>();
    await()
        .atMost(atMost)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              last.add(read(request));
              assertThat(last.getLast().path("state").asText()).isEqualTo(state);
            });
    return last.getLast();
  }
}
