package io.palimpsest.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.erasure.broker.ParkedRequests;
import io.palimpsest.event.ScopeType;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal has a code of its own, and the page about them knows it. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RefusalsIT extends ErasureStack {
  @Inject ParkedRequests parked;

  private static final Path PAGE = Path.of("../docs/api/erasure.md");

  /** Codes that take another installation to see, or a story that has a test of its own. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "callback.not_available",
          "parked.no_demand",
          "demand.not_kept",
          "restore.not_compared",
          "appeal.other_scope",
          "rerun.under_way",
          "rerun.readmitted",
          "readmission.suppressed",
          "body.slow",
          "disclosure.under_way",
          "disclosure.key_destroyed");

  /** What is refused, how, and by which call. */
  enum Refusal {
    WRONG_ROLE(403, "role.missing", t -> t.as(reader()).body("{}").post("/erasures")),
    UNKNOWN_TENANT(404, "tenant.not_found", t -> t.ask(owner("somebody-else"), t.creator)),
    UNKNOWN_SCOPE_FOR_A_HOLD(404, "tenant.not_found", t -> t.hold("never-was")),
    UNKNOWN_REQUEST(
        404,
        "erasure.not_found",
        t -> t.as(owner(t.creator)).get("/erasures/" + UUID.randomUUID())),
    UNKNOWN_HOLD(
        404,
        "hold.not_found",
        t -> t.as(compliance("c1")).delete("/erasures/holds/" + UUID.randomUUID())),
    BAD_ID(400, "id.invalid", t -> t.ask(compliance("c1"), "Not Valid")),
    BAD_VALUE(
        400,
        "request.invalid",
        t -> t.as(compliance("c1")).get("/erasures/" + t.awaiting() + "?wait=soon")),
    OTHER_DEMAND_UNDER_THE_ID(
        409,
        "request.conflict",
        t ->
            t.as(compliance("c1"))
                .body(request(t.awaiting(), "TWIN", t.creator, "coach"))
                .post("/erasures")),
    CALLBACK_THAT_MAY_NOT_BE_CALLED(
        400,
        "callback.invalid",
        t ->
            t.as(compliance("c1"))
                .body(
                    Map.of(
                        "scope",
                        Map.of("type", "CREATOR", "ids", List.of(t.creator)),
                        "callback",
                        "https://elsewhere.example/hook"))
                .post("/erasures")),
    STALE_APPROVAL(409, "approval.stale", t -> t.approve("c2", t.awaiting(), "0".repeat(64))),
    APPROVAL_OF_WHO_ASKED(
        409,
        "approval.not_distinct",
        t -> {
          UUID id = t.awaiting();
          return t.approve("c1", id, t.get(id).getString("plan.digest"));
        }),
    APPROVAL_OF_WHAT_IS_DONE(
        409, "approval.not_awaited", t -> t.approve("c2", t.confirmed(), "0".repeat(64))),
    CANCEL_PAST_THE_POINT_OF_NO_RETURN(
        409, "cancel.too_late", t -> t.decide(compliance("c1"), t.confirmed(), "cancel")),
    CANCEL_BY_SOMEBODY_ELSE(
        403, "cancel.not_requester", t -> t.decide(owner(t.creator), t.awaiting(), "cancel")),
    REJECT_PAST_THE_POINT_OF_NO_RETURN(
        409, "reject.too_late", t -> t.decide(compliance("c1"), t.confirmed(), "reject")),
    EXTENDED_TWICE(
        409,
        "extend.already",
        t -> {
          UUID id = t.awaiting();
          t.decide(compliance("c1"), id, "extend").then().statusCode(200);
          return t.decide(compliance("c1"), id, "extend");
        }),
    EXTENDED_AFTER_THE_END(
        409, "extend.ended", t -> t.decide(compliance("c1"), t.confirmed(), "extend")),
    EXTENDED_AFTER_THE_FIRST_MONTH(
        409,
        "extend.too_late",
        t -> {
          Map<String, Object> body =
              new HashMap<>(request(UUID.randomUUID(), "CREATOR", t.creator));
          body.put("received_at", Instant.now().minus(Duration.ofDays(40)).toString());
          UUID id =
              t.as(compliance("c1")).body(body).post("/erasures").jsonPath().getUUID("request_id");
          return t.decide(compliance("c1"), id, "extend");
        }),
    TWICE_THE_SAME_FIELD(
        400,
        "json.duplicate",
        t -> t.raw("/erasures/" + t.awaiting() + "/approve", "{'digest':'a','digest':'b'}")),
    AN_ID_THAT_IS_NONE(
        400, "input.invalid", t -> t.raw("/erasures", "{'scope':{'type':'CREATOR','ids':[null]}}")),
    CERTIFICATE_OF_NOTHING(
        409,
        "certificate.none",
        t -> {
          UUID id = UUID.randomUUID();
          t.as(compliance("c1"))
              .body(request(id, "TWIN", t.creator, "never-was"))
              .post("/erasures?wait=60s");
          return t.as(compliance("c1")).get("/erasures/" + id + "/certificate");
        }),
    CERTIFICATE_BEFORE_THE_END(
        409,
        "certificate.not_yet",
        t -> t.as(compliance("c1")).get("/erasures/" + t.awaiting() + "/certificate")),
    NO_EXPORT(409, "export.none", t -> t.decide(compliance("c1"), t.awaiting(), "export-link")),
    VOID_LINK(404, "export.link_void", t -> given().get("/erasures/exports/never-was")),
    REGISTRY_DOWN(
        503,
        "registry.unavailable",
        t -> {
          t.ingest.failNext(9);
          Response answer = t.hold("coach");
          t.ingest.failNext(0);
          return answer;
        }),
    UNKNOWN_PARKED(
        404, "parked.not_found", t -> t.as(operator()).get("/erasures/parked/never-was")),
    PARKED_AND_GONE(410, "parked.gone", RefusalsIT::replayOfWhatIsGone),
    PARKED_AND_STILL_REFUSED(409, "parked.refused_again", RefusalsIT::replayOfWhatIsBroken),
    TOO_LARGE(413, "body.too_large", t -> t.raw("/erasures", " ".repeat(70_000) + "{}")),
    APPEAL_WITHOUT_A_REFUSAL(
        409,
        "appeal.not_refused",
        t ->
            t.raw(
                "/erasures/" + t.awaiting() + "/appeal",
                "{'scope':{'type':'CREATOR','ids':['" + t.creator + "']}}")),
    RERUN_BEFORE_THE_END(
        409, "rerun.not_confirmed", t -> t.raw("/erasures/" + t.awaiting() + "/rerun", "{}")),
    RERUN_FOR_NOBODY(
        409, "rerun.nothing_new", t -> t.raw("/erasures/" + t.confirmed() + "/rerun", "{}")),
    READMITTED_BEFORE_THE_END(
        409,
        "readmission.not_confirmed",
        t -> t.readmit(t.get(t.awaiting()).getString("request_ref"))),
    READMITTED_WHILE_SOMETHING_MAY_LAND(
        409,
        "readmission.delete_open",
        t -> t.readmit(t.get(t.confirmed()).getString("request_ref")));

    private final int status;
    private final String code;
    private final Function<RefusalsIT, Response> call;

    Refusal(int status, String code, Function<RefusalsIT, Response> call) {
      this.status = status;
      this.code = code;
      this.call = call;
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachHasItsOwnCodeAndSaysWhy(Refusal refusal) {
    ingest.creator(creator, List.of("coach"), 1);
    Response answer = refusal.call.apply(this);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(refusal.status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getString("code")).isEqualTo(refusal.code);
    assertThat(answer.jsonPath().getString("detail")).isNotBlank();
  }

  @Test
  void thePageListsExactlyTheseCodes() throws IOException {
    String page = Files.readString(PAGE);
    String table = page.substring(page.indexOf("\n## Refusals\n"));
    Set<String> listed =
        table
            .lines()
            .filter(line -> line.startsWith("| `"))
            .flatMap(
                line ->
                    Pattern.compile("`([a-z]+\\.[a-z_]+)`").matcher(line.split("\\|")[1]).results())
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    Set<String> provoked =
        Arrays.stream(Refusal.values()).map(refusal -> refusal.code).collect(Collectors.toSet());
    assertThat(listed).containsAll(provoked);
    listed.removeAll(provoked);
    assertThat(listed).isEqualTo(ELSEWHERE);
  }

  @Test
  void noOddBodyIsAFaultOfOurs() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id = awaiting();
    String path = "/erasures/" + id;
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("{'digest':'" + "0".repeat(64) + "','digest':'" + "1".repeat(64) + "'}", "digest");
    bodies.put("{'reason':'a','reason':'b'}", "reason");
    bodies.put("{'scope':{'type':'TWIN','type':'CREATOR','ids':['a']}}", "scope.type");
    bodies.put("{'scope':{'type':'TWIN','ids':[null,null]}}", "scope.ids");
    bodies.put("{'scope':{'type':'CREATOR','ids':[{}]}}", "scope.ids[0]");
    bodies.put("{'scope':{'type':'CREATOR','ids':null}}", "scope.ids");
    bodies.put("{'scope':null}", "scope");
    for (String door : List.of("/approve", "/reject", "/extend")) {
      for (String body : bodies.keySet()) {
        raw(path + door, body).then().statusCode(400).contentType("application/problem+json");
      }
    }
    for (String door : List.of("/erasures", "/erasures/holds")) {
      bodies.forEach((body, field) -> requireProblem(raw(door, body), door + body));
    }
    bodies.entrySet().stream()
        .skip(2)
        .forEach(
            body ->
                assertThat(raw("/erasures", body.getKey()).asString())
                    .as(body.getKey())
                    .contains("\"" + body.getValue(), "\"rule\""));
    raw(path + "/approve", bodies.keySet().iterator().next())
        .then()
        .body("field", equalTo("digest"))
        .body("rule", equalTo("stands once"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'external_reference':'\\ud800'",
        "'external_reference':'a\\u0000b'",
        "'external_reference':' '",
        "'external_reference':{}",
        "'callback':'::::'",
        "'callback':''",
        "'received_at':1e400",
        "'received_at':99999999999999999999",
        "'received_at':'+999999999-12-31T23:59:59Z'",
        "'received_at':'yesterday'",
        "'request_id':5",
        "'request_id':'x'",
        "'reason':'NONE'",
        "'dry_run':'perhaps'"
      })
  void noOddFieldIsAFaultOfOurs(String field) {
    String scope = "'scope':{'type':'TWIN','ids':['" + creator + "','never-was']}";
    requireProblem(raw("/erasures", "{" + scope + "," + field + "}"), field);
  }

  private static void requireProblem(Response answer, String what) {
    assertThat(answer.statusCode()).as(what + answer.asString()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }

  private Response raw(String path, String body) {
    return as(compliance("c1")).body(body.replace('\'', '"')).post(path);
  }

  @Test
  void leaveToComeBackIsGivenOnceTheErasureIsConfirmedAndMayBeAskedForAgain() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id = confirmed();
    String ref = get(id).getString("request_ref");
    assertThat(readmit(ref).statusCode()).isEqualTo(409);
    assertThat(readmit(ref).<String>path("code")).isEqualTo("readmission.delete_open");
    ingest.refuseReconciles(2);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(readmit(ref).statusCode()).isEqualTo(200));
    Response again = readmit(ref);
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.jsonPath().getList("inbox_ends.topic", String.class))
        .contains("palimpsest.inbox.portfolio.v1", "palimpsest.inbox.sources.v1");
    assertThat(again.asString()).isEqualTo(readmit(ref).asString());
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(get(id).getList("timeline.what", String.class))
                    .containsOnlyOnce("readmitted", "reconcile.started"));
    assertThat(ingest.reconciles()).as("once it could be").containsOnly("creator:" + creator);
    assertThat(readmit("er_000000000000").statusCode()).isEqualTo(404);
    as(compliance("c1")).post("/internal/erasures/" + ref + "/readmission").then().statusCode(403);
  }

  private Response replayOfWhatIsGone() {
    parked.park(
        new ConsumerRecord<>(
            Topic.ERASURE_REQUESTS.topicName(), 0, Long.MAX_VALUE, "key", new byte[0]),
        "request.invalid");
    return as(operator())
        .post(
            "/erasures/parked/%s-0-%d/replay"
                .formatted(Topic.ERASURE_REQUESTS.topicName(), Long.MAX_VALUE));
  }

  private Response replayOfWhatIsBroken() {
    RecordMetadata place =
        publisher
            .publishRaw(Topic.ERASURE_REQUESTS, creator, new byte[] {1, 2, 3}, Map.of())
            .join();
    String id = place.topic() + "-" + place.partition() + "-" + place.offset();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> as(operator()).get("/erasures/parked/" + id).then().statusCode(200));
    return as(operator()).post("/erasures/parked/" + id + "/replay");
  }

  private Response ask(Principal who, String id) {
    return as(who).body(request(UUID.randomUUID(), "CREATOR", id)).post("/erasures");
  }

  private Response hold(String twin) {
    Map<String, Object> scope = Map.of("type", "TWIN", "ids", List.of(creator, twin));
    return as(compliance("c1"))
        .body(Map.of("scope", scope, "basis", "litigation"))
        .post("/erasures/holds");
  }

  private Response decide(Principal who, UUID id, String decision) {
    return as(who).body(Map.of("reason", "identity")).post("/erasures/" + id + "/" + decision);
  }

  private Response readmit(String ref) {
    Principal service = new Principal("ingest", Set.of(Role.SERVICE), Optional.empty(), Set.of());
    return as(service).post("/internal/erasures/" + ref + "/readmission?by=op");
  }

  private UUID awaiting() {
    UUID id = UUID.randomUUID();
    as(compliance("c1"))
        .body(request(id, ScopeType.CREATOR.name(), creator))
        .post("/erasures")
        .then()
        .statusCode(202);
    awaitState(id, "AWAITING_APPROVAL");
    return id;
  }

  private UUID confirmed() {
    return deleteCreator().getUUID("request_id");
  }
}
