package io.palimpsest.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.plan.ResolvedScope;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReason;
import io.palimpsest.event.ErasureRequested;
import io.palimpsest.event.ErasureScope;
import io.palimpsest.event.ErasureState;
import io.palimpsest.event.ErasureStatusChanged;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeType;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Every door, and one request through each to its end. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class DoorsIT extends ErasureStack {
  @Test
  void creatorWithTwentySevenTwinsIsConfirmedAndTheLogSaysSo() {
    List<String> twins = IntStream.range(0, 27).mapToObj(n -> "twin-" + n).toList();
    ResolvedScope scope = ingest.creator(creator, twins, 12);

    long begin = System.nanoTime();
    JsonPath end =
        as(owner(creator))
            .delete("/delphi/creator?wait=60s")
            .then()
            .statusCode(202)
            .extract()
            .jsonPath();
    System.out.printf(
        "27 namespaces confirmed in %d ms%n", (System.nanoTime() - begin) / 1_000_000);

    assertThat(end.getString("state")).isEqualTo("CONFIRMED_LIVE");
    assertThat(end.getString("certificate")).endsWith("/certificate");
    List<ErasureTask> tasks = participants.tasksOf(end.getString("request_ref"));
    List<String> order =
        tasks.stream()
            .filter(task -> task.getAction() == ErasureAction.ERASE)
            .map(ErasureTask::getParticipant)
            .toList();
    assertThat(order).hasSize(7).first().isEqualTo("reembed.vectors");
    assertThat(order.subList(1, 4))
        .as("one stage, each on a topic of its own")
        .containsExactlyInAnyOrder("ingest.content", "ingest.keys", "ingest.submissions");
    assertThat(order.subList(4, 7))
        .containsExactly("ingest.documents", "reembed.ledger", "ingest.registry");
    assertThat(tasks.getFirst().getNamespaces())
        .hasSize(28)
        .contains("creator_" + creator, "creator_" + creator + "_twin_twin-26");
    assertThat(tasks.getFirst().getUids())
        .containsAll(scope.children().stream().map(child -> child.uid()).toList());
    assertThat(end.getList("scope.ids")).isEmpty();

    int index =
        as(owner(creator))
            .get(end.getString("certificate"))
            .then()
            .statusCode(200)
            .extract()
            .path("log_index");
    Statement entry = log().get(index);
    assertThat(entry.type()).isEqualTo(EntryType.CONFIRMED_LIVE);
    assertThat(entry.source().path()).endsWith(end.getString("request_ref"));
    ErasureStatusChanged last = status(UUID.fromString(end.getString("request_id"))).getLast();
    assertThat(last.getState()).isEqualTo(ErasureState.CONFIRMED_LIVE);
    assertThat(last.getLogIndex()).isEqualTo(index);
  }

  @Test
  void everyEntityAndTenantGetsATombstone() {
    ResolvedScope scope = ingest.creator(creator, List.of("coach", "writer"), 25);
    deleteCreator();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(tombstones(Topic.SOURCES)).hasSizeGreaterThanOrEqualTo(50));
    assertThat(tombstones(Topic.TENANTS))
        .contains(scope.path().getLast().uid().toString())
        .containsAll(scope.children().stream().map(child -> child.uid().toString()).toList());
  }

  @Test
  void otherTenantsAndUnknownRequestsAnswerAlike() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id = UUID.fromString(deleteCreator().getString("request_id"));
    as(owner("somebody-else"))
        .get("/erasures/" + id)
        .then()
        .statusCode(404)
        .body("code", equalTo("erasure.not_found"));
    as(owner("somebody-else"))
        .get("/erasures/" + UUID.randomUUID())
        .then()
        .statusCode(404)
        .body("code", equalTo("erasure.not_found"));
    as(owner("somebody-else"))
        .body(request(UUID.randomUUID(), "TWIN", creator, "coach"))
        .post("/erasures")
        .then()
        .statusCode(404)
        .body("code", equalTo("tenant.not_found"));
    as(owner(creator)).get("/erasures/" + id).then().statusCode(200);
  }

  @Test
  void theSameRequestIdIsTheSameRequest() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id = UUID.randomUUID();
    for (int repeat = 0; repeat < 3; repeat++) {
      as(compliance("c1"))
          .body(request(id, "TWIN", creator, "coach"))
          .post("/erasures?wait=60s")
          .then()
          .statusCode(202)
          .body("state", equalTo("CONFIRMED_LIVE"));
    }
    as(compliance("c1"))
        .body(request(id, "CREATOR", creator))
        .post("/erasures")
        .then()
        .statusCode(409)
        .body("code", equalTo("request.conflict"));
  }

  @Test
  void dryRunEndsPlannedAndAsksNobodyToDelete() {
    ingest.creator(creator, List.of("coach"), 4);
    JsonPath end =
        as(compliance("c1"))
            .body(
                Map.of(
                    "scope", Map.of("type", "CREATOR", "ids", List.of(creator)), "dry_run", true))
            .post("/erasures?wait=60s")
            .then()
            .statusCode(202)
            .extract()
            .jsonPath();
    assertThat(end.getString("state")).isEqualTo("PLANNED");
    assertThat(end.getBoolean("ended")).isTrue();
    assertThat(end.getInt("plan.entities")).isEqualTo(4);
    assertThat(participants.tasksOf(end.getString("request_ref"))).isEmpty();
  }

  @Test
  void eventWithATokenIsARequestLikeAnyOther() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id = UUID.randomUUID();
    publish(id, "c1", token(compliance("c1")));
    awaitState(id, "CONFIRMED_LIVE");
  }

  @Test
  void eventWithoutTokenOrOfAnotherRequesterIsParked() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID without = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    publish(without, "c1", null);
    publish(other, "c9", token(compliance("c1")));
    publisher.publishRaw(Topic.ERASURE_REQUESTS, "broken", new byte[] {1, 2, 3}, Map.of());
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(
                        as(operator())
                            .get("/erasures/parked")
                            .jsonPath()
                            .getList("reason", String.class))
                    .contains(
                        "unauthorised.token.missing",
                        "unauthorised.token.other_requester",
                        "wire.too_short"));
    as(compliance("c1")).get("/erasures/" + without).then().statusCode(404);
    as(compliance("c1")).get("/erasures/" + other).then().statusCode(404);
  }

  @Test
  void aNameLeadsToCandidatesAndNeverToAnErasure() {
    ingest.creator(creator + "-a", List.of(), 0);
    ingest.creator(creator + "-b", List.of(), 0);
    JsonPath found =
        as(compliance("c1"))
            .get("/erasures/candidates?q=" + creator)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(found.getList("candidates.ids"))
        .containsExactlyInAnyOrder(List.of(creator + "-a"), List.of(creator + "-b"));
    as(compliance("c1"))
        .body(Map.of("scope", Map.of("type", "CREATOR", "ids", List.of("Ada Lovelace"))))
        .post("/erasures")
        .then()
        .statusCode(400)
        .body("field", equalTo("creator_id"));
    as(compliance("c1"))
        .body(Map.of("scope", Map.of("type", "CREATOR", "name", "Ada", "ids", List.of(creator))))
        .post("/erasures")
        .then()
        .statusCode(400);
    as(compliance("c1")).get("/erasures/candidates?q=ab").then().statusCode(400);
    as(owner(creator)).get("/erasures/candidates?q=" + creator).then().statusCode(403);
  }

  @Test
  void badInputIsAProblemWithFieldAndRule() {
    as(compliance("c1"))
        .body(request(UUID.randomUUID(), "CREATOR", "Not Valid"))
        .post("/erasures")
        .then()
        .statusCode(400)
        .body("field", equalTo("creator_id"));
    as(compliance("c1"))
        .body(Map.of("scope", Map.of("type", "TWIN", "ids", List.of("one"))))
        .post("/erasures")
        .then()
        .statusCode(400)
        .body("field", equalTo("scope.ids"));
    as(compliance("c1")).body("{\"scope\": ").post("/erasures").then().statusCode(400);
    as(compliance("c1"))
        .body(Map.of("scope", Map.of("type", "CREATOR", "ids", List.of(creator)), "odd", 1))
        .post("/erasures")
        .then()
        .statusCode(400);
    as(compliance("c1")).get("/erasures/not-a-uuid").then().statusCode(404);
    as(compliance("c1"))
        .get("/erasures/" + UUID.randomUUID() + "?wait=soon")
        .then()
        .statusCode(400);
    given().get("/erasures").then().statusCode(401);
    as(reader()).get("/erasures").then().statusCode(403);
  }

  @Test
  void requestsAreListedPageByPageNewestFirst() {
    ingest.creator(creator, List.of("a", "b", "c"), 0);
    for (String twin : List.of("a", "b", "c")) {
      as(owner(creator)).delete("/delphi/twin/" + twin).then().statusCode(202);
    }
    JsonPath first =
        as(owner(creator)).get("/erasures?limit=2").then().statusCode(200).extract().jsonPath();
    assertThat(first.getList("requests")).hasSize(2);
    JsonPath second =
        as(owner(creator)).get("/erasures?limit=2&cursor=" + first.getString("next")).jsonPath();
    assertThat(second.getList("requests")).hasSize(1);
    as(compliance("c1"))
        .get("/erasures/worklist?cursor=" + first.getString("next"))
        .then()
        .statusCode(400)
        .body("field", equalTo("cursor"));
    String ended =
        as(compliance("c1")).get("/erasures/worklist?shelf=ENDED&limit=1").jsonPath().get("next");
    String next = "/erasures/worklist?limit=1&cursor=" + ended;
    as(compliance("c1")).get(next + "&shelf=ENDED").then().statusCode(200);
    as(compliance("c1")).get(next).then().statusCode(400).body("field", equalTo("cursor"));
  }

  @Test
  void whileTheDocumentsDoNotAnswerCallersAreToldToTryAgain() {
    UUID id = UUID.randomUUID();
    StackResource.documents().cut();
    try {
      for (Response answer :
          List.of(
              as(compliance("c1")).get("/erasures"),
              as(compliance("c1")).get("/erasures/" + id),
              as(compliance("c1")).body(request(id, "CREATOR", creator)).post("/erasures"))) {
        answer
            .then()
            .statusCode(503)
            .header("Retry-After", equalTo("1"))
            .body("code", equalTo("documents.unavailable"));
      }
      assertThat(StackResource.documents().refused()).isPositive();
    } finally {
      StackResource.documents().mend();
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> as(compliance("c1")).get("/erasures").statusCode() == 200);
  }

  private void publish(UUID id, String requestedBy, String token) {
    ErasureRequested event =
        ErasureRequested.newBuilder()
            .setRequestId(id)
            .setScope(new ErasureScope(ScopeType.TWIN, List.of(creator, "coach")))
            .setRequestedBy(requestedBy)
            .setReason(ErasureReason.DATA_SUBJECT_REQUEST)
            .setReceivedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
            .build();
    publisher
        .publish(
            Topic.ERASURE_REQUESTS,
            id.toString(),
            event,
            token == null ? Map.of() : TokenHeader.of(token))
        .join();
  }

  private List<ErasureStatusChanged> status(UUID id) {
    List<ErasureStatusChanged> events = new ArrayList<>();
    new TopicLog(kafka, codec)
        .read(
            Topic.ERASURE_STATUS,
            ErasureStatusChanged.class,
            Duration.ofSeconds(20),
            record -> {
              if (record.value() instanceof Decoded.Event<ErasureStatusChanged> event
                  && event.value().getRequestId().equals(id)) {
                events.add(event.value());
              }
            });
    return events;
  }

  private List<String> tombstones(Topic topic) {
    List<String> keys = new ArrayList<>();
    new TopicLog(kafka, codec)
        .readBytes(
            topic,
            Duration.ofSeconds(20),
            record -> {
              if (record.value() == null) {
                keys.add(record.key());
              }
            });
    return keys;
  }
}
