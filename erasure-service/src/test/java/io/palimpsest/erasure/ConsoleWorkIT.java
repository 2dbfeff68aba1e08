package io.palimpsest.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What people do in the console with requests, lists and evidence. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ConsoleWorkIT extends ConsoleStack {
  @Test
  void aRequestIsFoundByItsReferenceAndByItsCaseAndNothingOfItStandsInAnAddress() {
    ingest.creator(creator, List.of("coach"), 1);
    String number = "CASE-" + creator;
    String at = request("c1", preview("c1"), Map.of("external_reference", number));
    JsonPath request = awaitState(id(at), "AWAITING_APPROVAL");

    for (String text : List.of(request.getString("request_ref"), id(at).toString(), number)) {
      assertThat(path(send("c1", "/console/search", Map.of("text", text)))).isEqualTo(at);
    }
    send("c1", "/console/search", Map.of("text", "CASE-none"))
        .then()
        .statusCode(200)
        .body(containsString("No request has this id"));
    String mine = as("c2").get("/console?show=MINE").asString();
    assertThat(mine).contains(request.getString("request_ref"), number, "Waits for you");
    assertThat(as("c1").get("/console?show=MINE").asString())
        .doesNotContain(request.getString("request_ref"));
    assertThat(as("c1").get("/console").asString()).contains(request.getString("request_ref"));
    as("c1").get("/console?show=NONSENSE").then().statusCode(404);
  }

  @Test
  void aDemandCountsFromTheDayOnWhichItCame() {
    ingest.creator(creator, List.of("coach"), 1);
    String day = LocalDate.now(ZoneOffset.UTC).minusDays(9).toString();
    String at = request("c1", preview("c1"), Map.of("received", day));

    assertThat(get(id(at)).getString("received_at")).isEqualTo(day + "T00:00:00Z");
    send("c1", "/console/erasures", Map.of("type", "CREATOR", "ids", creator, "received", "soon"))
        .then()
        .statusCode(400)
        .body(containsString("there is no such day"));
  }

  @Test
  void aRequestIsSomebodysAndColleaguesLeaveNotesThatNameNobody() {
    ingest.creator(creator, List.of("coach"), 1);
    String at = request("c1", preview("c1"));
    awaitState(id(at), "AWAITING_APPROVAL");

    send("c1", at + "/assignee", Map.of("assignee", "c9")).then().statusCode(303);
    send("c1", at + "/notes", Map.of("text", "identity was checked")).then().statusCode(303);
    send("c1", at + "/notes", Map.of("text", "spoke to " + creator))
        .then()
        .statusCode(400)
        .body(containsString("note.personal"), containsString("href=\"" + at + "\""));

    assertThat(as("c2").get(at).asString())
        .contains("assigned to c9", "identity was checked")
        .doesNotContain("spoke to");
    assertThat(as("c9").get("/console?show=MINE").asString()).contains(at);
    send("c1", at + "/assignee", Map.of("assignee", "")).then().statusCode(303);
    assertThat(as("c2").get(at).asString()).doesNotContain("assigned to");
  }

  @Test
  void aRefusalIsOpenedAgainOnAppeal() {
    ingest.creator(creator, List.of("coach"), 1);
    String at = request("c1", preview("c1"));
    awaitState(id(at), "AWAITING_APPROVAL");
    send("c2", at + "/reject", Map.of("reason", "not_justified", "text", "No proof was given."))
        .then()
        .statusCode(303);
    assertThat(as("c1").get(at).asString())
        .contains("c2 refused it on", "No proof was given.", "Open it again");

    send("c1", at + "/appeal", Map.of("type", "CREATOR", "ids", creator + "x"))
        .then()
        .statusCode(409)
        .body(containsString("appeal.other_scope"));
    send("c1", at + "/appeal", Map.of("type", "CREATOR", "ids", creator)).then().statusCode(303);

    awaitState(id(at), "AWAITING_APPROVAL");
    assertThat(as("c2").get(at).asString()).contains("c1 appealed on", "Approve this plan");
  }

  @Test
  void aListHasAResultPerLine() {
    ingest.creator(creator, List.of("coach"), 1);
    String csv = "type,ids,external_reference\nCREATOR,%s,CASE-1\nCREATOR,,\n".formatted(creator);
    String page =
        send("c1", "/console/lists", Map.of("list", creator, "lines", csv))
            .then()
            .statusCode(200)
            .extract()
            .asString();

    assertThat(page).contains("1 Accepted", "1 Invalid", "line.malformed", "of line 2");
    String at = find(Pattern.compile("href=\"(/console/erasures/[0-9a-f-]{36})\""), page);
    assertThat(as("c1").get(at).asString()).contains("c1 asked for the erasure", "case CASE-1");
    send("c1", "/console/lists", Map.of("list", "no name", "lines", csv))
        .then()
        .statusCode(400)
        .body(containsString("href=\"/console/lists\""));
  }

  @Test
  void anAuditorIsHandedTheEvidenceAsOneFile() throws Exception {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id =
        eraseWithTwo(Map.of("scope", Map.of("type", "CREATOR", "ids", List.of(creator))))
            .getUUID("request_id");
    String ref = get(id).getString("request_ref");
    Principal auditor = new Principal("a3", Set.of(Role.AUDITOR), Optional.empty(), Set.of());
    Response zip =
        Awaitility.await()
            .atMost(Duration.ofSeconds(90))
            .until(
                () -> session(auditor).get("/console/erasures/" + id + "/evidence.zip"),
                answer -> answer.statusCode() == 200);

    Map<String, String> files = new HashMap<>();
    try (ZipInputStream in = new ZipInputStream(zip.asInputStream())) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(files)
        .containsKeys("README.txt", "page.html", ref + ".tlog-proof", "log.policy")
        .hasEntrySatisfying("page.html", page -> assertThat(page).contains("c2 consented on"));
    assertThat(files.keySet())
        .filteredOn(name -> name.startsWith("entries/"))
        .hasSizeGreaterThan(4);
    assertThat(files.get("page.html"))
        .contains("@page { size: A4;", "@media print { body {")
        .doesNotContain(creator, "<script", "/console/");
  }

  @Test
  void theExportIsHandedOutByALinkThatWorksOnce() {
    ingest.creator(creator, List.of("coach"), 1);
    UUID id =
        eraseWithTwo(
                Map.of("scope", Map.of("type", "CREATOR", "ids", List.of(creator)), "export", true))
            .getUUID("request_id");
    String page = as("c1").get("/console/erasures/" + id).asString();
    assertThat(page).contains("Hand out the export");

    String handed =
        send("c1", "/console/erasures/" + id + "/export-link", Map.of())
            .then()
            .statusCode(200)
            .extract()
            .asString();
    String link = find(Pattern.compile("<a href=\"([^\"]*/erasures/exports/[^\"]+)\""), handed);
    given().get(link).then().statusCode(200).header("Content-Type", equalTo("application/zip"));
    given().get(link).then().statusCode(404).body("code", equalTo("export.link_void"));
    Principal auditor = new Principal("a4", Set.of(Role.AUDITOR), Optional.empty(), Set.of());
    assertThat(session(auditor).get("/console/erasures/" + id).asString())
        .doesNotContain("Hand out the export");
  }

  @Test
  void anOperatorSeesWhatWasSetAsideAndWhatRunsAndActsByTheOwnToken() {
    String token = token(operator());
    session(token)
        .get("/console")
        .then()
        .statusCode(303)
        .header("Location", equalTo("/console/operations"));
    String page = session(token).get("/console/operations").asString();
    assertThat(page)
        .contains("tenant.unknown", "content.too_large", "250 of 1,000", "old to next")
        .contains("900 of 1,200", "Awaits freeze", "phases 1 are done", "Pause j-2")
        .contains("Cancel j-1")
        .doesNotContain("Cancel j-2")
        .doesNotContain("Holds", "New request");
    Map<String, String> record =
        Map.of("service", "reembed", "id", "palimpsest.sources.v1-0-17", "form", find(FORM, page));

    session(token).formParams(record).post("/console/operations/drop").then().statusCode(303);
    session(token)
        .formParams(record)
        .post("/console/operations/replay")
        .then()
        .statusCode(409)
        .body(containsString("something newer is there"), containsString("parked.newer"));

    String at = "/parked/palimpsest.sources.v1-0-17";
    assertThat(ingest.deeds())
        .containsExactly(
            "DELETE " + at + " Bearer " + token, "POST " + at + "/replay Bearer " + token);
    pause(token, page, "ingest", "j-2");
    assertThat(ingest.deeds().getLast())
        .isEqualTo("POST /migrations/jobs/j-2/pause Bearer " + token);
    session(token)
        .formParam("form", "x")
        .formParam("service", "ingest")
        .formParam("id", "1")
        .post("/console/operations/drop")
        .then()
        .statusCode(403)
        .body(containsString("form.foreign"));
    as("c1").get("/console/operations").then().statusCode(403);
  }

  private static void pause(String token, String page, String service, String job) {
    session(token)
        .formParams(Map.of("service", service, "id", job, "change", "pause"))
        .formParam("form", find(FORM, page))
        .post("/console/operations/jobs")
        .then()
        .statusCode(303);
  }

  @Test
  void anOperatorSeesTenantsWithVectorsCoverageAndLagDrawn() {
    String token = token(operator());
    String page = session(token).get("/console/tenants").asString();
    assertThat(page)
        .contains("grace / coach", "1,310", "99.84 %", "2 of 1,310 drifted", "at most 1.3 s")
        .contains("<polyline points=", "aria-current=\"page\">Tenants");
    String at = "/console" + StubOperations.TENANT;
    assertThat(session(token).get(at).asString())
        .contains("99 to 100 %", "0 to 1,310", "Hours", "Longest lag of each hour");

    assertThat(found(token, page, "creator:grace")).contains("grace / coach");
    assertThat(found(token, page, "grace")).contains("grace / coach");
    assertThat(found(token, page, "nobody")).contains("No tenant has this id");
    session(token)
        .formParam("form", "x")
        .formParam("text", "grace")
        .post("/console/tenants")
        .then()
        .statusCode(403)
        .body(containsString("form.foreign"));
    as("c1").get("/console/tenants").then().statusCode(403);
    as("c1").get(at).then().statusCode(403);
  }

  private static String found(String token, String page, String text) {
    return session(token)
        .formParam("form", find(FORM, page))
        .formParam("text", text)
        .post("/console/tenants")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }
}
