package io.palimpsest.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.audit.EntryType;
import io.palimpsest.event.ScopeType;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Lists of demands: a result per line, and the same list again is the same requests. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ListIT extends ErasureStack {
  private static final String CSV = "text/csv";
  private static final String NDJSON = "application/x-ndjson";

  @Test
  void eachLineHasItsResultAndTheSameListTellsHowFarItIs() {
    String held = creator + "h";
    String gone = creator + "g";
    String kept = creator + "k";
    for (String each : List.of(creator, held, kept)) {
      ingest.creator(each, List.of("coach"), 1);
    }
    placeHold("c1", "CREATOR", held);
    String csv =
        """
        type,ids,external_reference
        TWIN,%s/coach,CASE-1
        TWIN,%s/coach,
        TWIN,%s/coach,
        CREATOR,%s,
        CREATOR,Not An Id,
        NONSENSE,x,
        """
            .formatted(creator, held, gone, kept);
    List<JsonPath> first = lines(post("first", CSV, csv));
    assertThat(first).extracting(line -> line.getInt("line")).containsExactly(2, 3, 4, 5, 6, 7);
    assertThat(first.get(4).getString("reason")).isEqualTo("id.invalid");
    assertThat(first.get(5).getString("reason")).isEqualTo("line.malformed");
    List<UUID> ids = first.subList(0, 4).stream().map(line -> line.getUUID("request_id")).toList();
    assertThat(get(ids.getFirst()).getString("external_reference")).isEqualTo("CASE-1");
    awaitState(ids.get(3), "AWAITING_APPROVAL");
    as(compliance("c2"))
        .body(Map.of("reason", "legal_claims"))
        .post("/erasures/" + ids.get(3) + "/reject")
        .then()
        .statusCode(200);

    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(lines(post("first", CSV, csv)))
                    .extracting(line -> line.getString("result"))
                    .containsExactly(
                        "ERASED", "HELD", "NOT_FOUND", "EXEMPTED", "INVALID", "INVALID"));
    List<JsonPath> again = lines(post("first", CSV, csv));
    assertThat(again.subList(0, 4)).extracting(line -> line.getUUID("request_id")).isEqualTo(ids);
    assertThat(again.get(3).getString("reason")).isEqualTo("approver.legal_claims");
    assertThat(participants.tasksOf(again.get(1).getString("request_ref"))).isEmpty();
  }

  @Test
  void jsonLinesAreTheSameDemandsAndAnotherListIsAnother() {
    String line = "{\"type\":\"TWIN\",\"ids\":[\"%s\",\"coach\"]}\n".formatted(creator);
    UUID one = lines(post("one", NDJSON, line + "{broken\n")).getFirst().getUUID("request_id");
    assertThat(lines(post("one", NDJSON, line)).getFirst().getUUID("request_id")).isEqualTo(one);
    assertThat(
            lines(post("one", CSV, "ids,type\n" + creator + "/coach,TWIN\n"))
                .getFirst()
                .getUUID("request_id"))
        .isEqualTo(one);
    assertThat(lines(post("two", NDJSON, line)).getFirst().getUUID("request_id")).isNotEqualTo(one);
    assertThat(lines(post("one", NDJSON, "{broken\n")).getFirst().getString("reason"))
        .isEqualTo("line.malformed");
  }

  @Test
  void whoeverAPlatformNamesByAHashIsErasedAndTheSameLineTellsSoAfterwards() {
    String other = creator + "o";
    ingest.creator(creator, List.of("coach"), 1);
    String csv =
        "hashed,external_reference\n%s,DROP-1\n%s,DROP-2\nnonsense,\n"
            .formatted(StubCandidates.hash(creator), StubCandidates.hash(other));
    List<JsonPath> first = lines(post("drop", CSV, csv));
    assertThat(first)
        .extracting(line -> line.getString("result"))
        .containsExactly("ACCEPTED", "NOT_FOUND", "INVALID");
    assertThat(first.get(2).getString("reason")).isEqualTo("hash.invalid");
    UUID id = first.getFirst().getUUID("request_id");
    String digest = awaitState(id, "AWAITING_APPROVAL").getString("plan.digest");
    approve("c2", id, digest).then().statusCode(200);
    awaitState(id, "CONFIRMED_LIVE");

    ingest.forget(ScopeType.CREATOR, creator);
    ingest.forget(ScopeType.TWIN, creator, "coach");
    List<JsonPath> again = lines(post("drop", CSV, csv));
    assertThat(again)
        .extracting(line -> line.getString("result"))
        .containsExactly("ERASED", "NOT_FOUND", "INVALID");
    assertThat(again.getFirst().getUUID("request_id")).isEqualTo(id);
    assertThat(lines(post("later", CSV, csv)).getFirst().getString("result"))
        .isEqualTo("NOT_FOUND");
    assertThat(log())
        .filteredOn(entry -> entry.type() == EntryType.CANDIDATES_SEARCHED)
        .as("nothing that a platform could recognise")
        .noneMatch(entry -> entry.data().containsValue(StubCandidates.hash(creator)));
  }

  @Test
  void aListHasANameABoundAndComesFromCompliance() {
    as(compliance("c1"))
        .contentType(NDJSON)
        .body(bytes("{}\n"))
        .post("/erasures/lists")
        .then()
        .statusCode(400)
        .body("field", equalTo("list"));
    as(owner(creator))
        .contentType(NDJSON)
        .body(bytes("{}\n"))
        .post("/erasures/lists?list=x")
        .then()
        .statusCode(403);
    as(compliance("c1"))
        .contentType(NDJSON)
        .body(bytes("x".repeat(70_000)))
        .post("/erasures/lists?list=x")
        .then()
        .statusCode(413);
  }

  private Response post(String list, String type, String body) {
    return as(compliance("c1"))
        .contentType(type)
        .body(bytes(body))
        .post("/erasures/lists?list=" + list + creator);
  }

  /** The test's client encodes no lines of JSON by itself. */
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<JsonPath> lines(Response response) {
    return response
        .then()
        .statusCode(200)
        .extract()
        .asString()
        .lines()
        .filter(line -> !line.isBlank())
        .map(JsonPath::from)
        .toList();
  }
}
