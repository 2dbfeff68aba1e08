package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.verify.PlantedVectors;
import io.palimpsest.erasure.verify.VerifierSettings;
import io.palimpsest.event.ErasureState;
import io.palimpsest.event.ErasureStatusChanged;
import io.palimpsest.event.ScopeType;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.topic.Topic;
import io.palimpsest.vectorstore.Ownership;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What is asked for and was never here, or nobody knows any more. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class NothingFoundIT extends ErasureStack {
  @Inject VerifierSettings settings;
  @Inject MeterRegistry meters;

  @Test
  void anUnknownScopeEndsAsNothingFoundAndNothingConfirmsIt() {
    ingest.creator(creator, List.of(), 0);
    UUID id =
        as(owner(creator))
            .delete("/delphi/twin/never-was?wait=60s")
            .then()
            .statusCode(202)
            .body("state", equalTo("NOTHING_FOUND"))
            .extract()
            .jsonPath()
            .getUUID("request_id");
    JsonPath end = get(id);
    assertThat(end.getBoolean("ended")).isTrue();
    assertThat(end.getList("scope.ids")).isEmpty();
    assertThat(end.getString("certificate")).isNull();
    assertThat(end.<Object>get("log_index")).isNull();
    as(owner(creator))
        .get("/erasures/" + id + "/certificate")
        .then()
        .statusCode(409)
        .body("code", equalTo("certificate.none"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(entries(end))
                    .containsExactly(EntryType.REQUEST_RECEIVED, EntryType.NOTHING_FOUND));
    assertThat(status(id))
        .extracting(ErasureStatusChanged::getState)
        .containsExactly(ErasureState.RECEIVED, ErasureState.NOTHING_FOUND);
    assertThat(participants.tasksOf(end.getString("request_ref"))).isEmpty();
  }

  @Test
  void whoAskedToBeCalledIsToldWhatHappenedAndItIsCounted() throws IOException {
    double before = ended();
    List<String> calls = new CopyOnWriteArrayList<>();
    HttpServer receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    receiver.createContext(
        "/told",
        exchange -> {
          try (exchange) {
            calls.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
          }
        });
    receiver.start();
    try {
      Map<String, Object> body = new HashMap<>(request(UUID.randomUUID(), "CREATOR", creator));
      body.put("callback", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/told");
      ask(body);
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> assertThat(calls).hasSizeGreaterThanOrEqualTo(2));
    } finally {
      receiver.stop(0);
    }
    assertThat(calls.getLast())
        .contains("\"NOTHING_FOUND\"")
        .doesNotContain("CONFIRMED", "certificate", "log_index");
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(ended()).isGreaterThan(before));
  }

  private double ended() {
    return meters.counter("palimpsest_erasure_ended", "state", "nothing_found").count();
  }

  @Test
  void theEndIsFinalForItsRequestIdAlthoughDataComesLater() {
    UUID id = UUID.randomUUID();
    ask(request(id, "CREATOR", creator));
    awaitState(id, "NOTHING_FOUND");
    ingest.creator(creator, List.of("coach"), 1);
    ask(request(id, "CREATOR", creator));
    assertThat(get(id).getString("state")).isEqualTo("NOTHING_FOUND");
    UUID next = UUID.randomUUID();
    ask(request(next, "CREATOR", creator));
    awaitState(next, "AWAITING_APPROVAL");
  }

  @Test
  void nothingIsSaidBeforeIngestIsPastItsInbox() {
    ingest.behind(Integer.MAX_VALUE);
    UUID id = UUID.randomUUID();
    ask(request(id, "CREATOR", creator));
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(ingest.askedBehind()).isGreaterThan(2));
    assertThat(get(id).getString("state")).isEqualTo("RECEIVED");
    ingest.behind(0);
    awaitState(id, "NOTHING_FOUND");
  }

  @Test
  void whatIsRegisteredByTheTimeTheInboxIsPassedIsErased() {
    ingest.behind(Integer.MAX_VALUE);
    UUID id = UUID.randomUUID();
    ask(request(id, "TWIN", creator, "coach"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(ingest.askedBehind()).isPositive());
    ingest.creator(creator, List.of("coach"), 1);
    ingest.behind(0);
    awaitState(id, "CONFIRMED_LIVE");
    assertThat(participants.tasksOf(get(id).getString("request_ref"))).isNotEmpty();
  }

  @Test
  void vectorsThatNobodyOwnsKeepTheEndAwayAndCallSomebody() {
    String namespace = "creator_" + creator + "_twin_nosuch";
    double before = withoutOwner();
    try (PlantedVectors vectors = new PlantedVectors(settings)) {
      vectors.write(namespace, "handbook#1", Ownership.CREATOR_UID, UUID.randomUUID());
      for (String[] ids : List.of(new String[] {creator}, new String[] {creator, "nosuch"})) {
        UUID id = UUID.randomUUID();
        ask(request(id, ids.length == 1 ? "CREATOR" : "TWIN", ids));
        awaitFlag(id);
      }
      UUID source = UUID.randomUUID();
      ask(request(source, "SOURCE", creator, "nosuch", "handbook"));
      awaitFlag(source);
      UUID neighbour = UUID.randomUUID();
      ask(request(neighbour, "SOURCE", creator, "nosuch", "hand"));
      awaitState(neighbour, "NOTHING_FOUND");
      UUID other = UUID.randomUUID();
      ask(request(other, "TWIN", creator, "nosuc"));
      awaitState(other, "NOTHING_FOUND");
    }
    assertThat(withoutOwner()).isGreaterThanOrEqualTo(before + 3);
  }

  @Test
  void parkedSubmissionsKeepTheEndAway() {
    ingest.parked(2, ScopeType.TWIN, creator, "nosuch");
    UUID id = UUID.randomUUID();
    ask(request(id, "TWIN", creator, "nosuch"));
    awaitFlag(id);
    assertThat(get(id).getList("timeline.detail", String.class))
        .contains("parked=2,stored=false,forgotten=false");
    as(compliance("c1")).post("/erasures/" + id + "/cancel").then().statusCode(200);
  }

  @Test
  void anErasureThatIsRememberedAndNotKnownKeepsTheEndAway() {
    ingest.erasedBy("er_000000000000", ScopeType.CREATOR, creator);
    UUID id = UUID.randomUUID();
    ask(request(id, "CREATOR", creator));
    awaitFlag(id);
  }

  @Test
  void whatWasErasedBeforeIsLeftToThatErasureAndCheckedOnceMore() {
    ingest.creator(creator, List.of("coach"), 1);
    JsonPath first = deleteCreator();
    ingest.forget(ScopeType.CREATOR, creator);
    ingest.erasedBy(first.getString("request_ref"), ScopeType.CREATOR, creator);

    UUID id = UUID.randomUUID();
    ask(request(id, "CREATOR", creator));

    JsonPath end = awaitState(id, "CONFIRMED_LIVE");
    assertThat(end.getList("timeline.what", String.class))
        .containsSubsequence("search.begun", "attached", "verify.intended", "concluded");
    assertThat(participants.tasksOf(end.getString("request_ref")))
        .isNotEmpty()
        .allMatch(task -> task.getNamespaces().isEmpty());
  }

  @Test
  void aDryRunOfATypoEndsAsNothingFoundAndTheLogSaysNothing() {
    JsonPath end = dryRun("TWIN", creator, "nosuch");
    assertThat(end.getString("state")).isEqualTo("NOTHING_FOUND");
    assertThat(end.getList("scope.ids")).isEmpty();
    JsonPath control = dryRunOfSomebody();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(entries(control)).containsExactly(EntryType.PLANNED));
    assertThat(entries(end)).isEmpty();
  }

  @Test
  void anErasureForgetsThePreviewsOfWhatItErases() {
    ingest.creator(creator, List.of("coach"), 1);
    List<JsonPath> previews =
        List.of(
            dryRun("CREATOR", creator),
            dryRun("TWIN", creator, "coach"),
            dryRun("SOURCE", creator, "coach", "source-0"));
    assertThat(previews).allMatch(preview -> preview.getString("state").equals("PLANNED"));
    JsonPath other = dryRunOfSomebody();

    deleteCreator();

    for (JsonPath preview : previews) {
      JsonPath now = get(preview.getUUID("request_id"));
      assertThat(now.getString("state")).isEqualTo("PLANNED");
      assertThat(now.prettify()).doesNotContain(creator);
    }
    assertThat(get(other.getUUID("request_id")).getList("scope.ids")).hasSize(1);
  }

  private JsonPath dryRunOfSomebody() {
    String somebody = creator + "-else";
    ingest.creator(somebody, List.of("coach"), 1);
    return dryRun("CREATOR", somebody);
  }

  private JsonPath dryRun(String type, String... ids) {
    Map<String, Object> scope = Map.of("type", type, "ids", List.of(ids));
    return as(compliance("c1"))
        .body(Map.of("scope", scope, "dry_run", true))
        .post("/erasures?wait=60s")
        .then()
        .statusCode(202)
        .body("ended", equalTo(true))
        .extract()
        .jsonPath();
  }

  private void ask(Map<String, Object> body) {
    as(compliance("c1")).body(body).post("/erasures").then().statusCode(202);
  }

  private void awaitFlag(UUID id) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              JsonPath now = get(id);
              assertThat(now.getList("flags", String.class)).contains("WITHOUT_OWNER");
              assertThat(now.getString("state")).isEqualTo("RECEIVED");
              assertThat(now.getBoolean("ended")).isFalse();
            });
  }

  private double withoutOwner() {
    return meters.counter("palimpsest_erasure_without_owner").count();
  }

  private List<EntryType> entries(JsonPath request) {
    String ref = request.getString("request_ref");
    return log().stream()
        .filter(entry -> entry.source().path().endsWith(ref))
        .map(Statement::type)
        .toList();
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
}
