package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.client.PalimpsestClient;
import io.palimpsest.client.Source;
import io.palimpsest.client.Written;
import io.palimpsest.event.ScopeType;
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

  Erasures(Palimpsest palimpsest) {
    this.palimpsest = palimpsest;
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
    Reply reply = palimpsest.send("POST", "/erasures", token, body);
    assertThat(reply.status()).as("%s", reply.body()).isEqualTo(202);
    return id;
  }

  /** One consent to what a waiting request shows. */
  void approve(UUID request, JsonNode waiting, String who) throws Exception {
    palimpsest.send(
        "POST",
        "/erasures/" + request + "/approve",
        palimpsest.complianceToken(who),
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
    return palimpsest.get("/erasures/" + request, palimpsest.operatorToken()).body();
  }

  /** What the request's timeline tells, in its order. */
  List<String> timeline(UUID request) throws Exception {
    return read(request).path("timeline").findValuesAsText("what");
  }

  /** Waits until a request has a state; the request then. */
  JsonNode awaitState(UUID request, String state) {
    List<JsonNode> last = new ArrayList<>();
    await()
        .atMost(SETTLED)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              last.add(read(request));
              assertThat(last.getLast().path("state").asText()).isEqualTo(state);
            });
    return last.getLast();
  }
}
