package io.palimpsest.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The pages for compliance and auditors, over HTTP as a browser speaks it. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ConsoleIT extends ConsoleStack {
  private static final Pattern DIGEST = Pattern.compile("name=\"digest\" value=\"([^\"]+)\"");
  private static final String SCRIPT = "<script>alert(1)</script>";

  @Test
  void aSessionIsACookieThatNoScriptAndNoOtherSiteCanUse() {
    String cookie =
        signIn(token(compliance("c1"))).then().statusCode(303).extract().header("Set-Cookie");

    assertThat(cookie)
        .startsWith("palimpsest_console=")
        .contains("HttpOnly", "SameSite=Strict", "Path=/console", "Secure");
  }

  @Test
  void aTokenThatProvesNothingOrHasNoRoleHereOpensNoSession() {
    signIn("not.a.token").then().statusCode(401).header("Set-Cookie", equalTo(null));
    signIn(token(reader()))
        .then()
        .statusCode(403)
        .header("Set-Cookie", equalTo(null))
        .body(containsString("the console is for compliance, auditors and operators"));
  }

  @Test
  void aSignInFromAnotherSiteIsRefused() {
    page()
        .header("Sec-Fetch-Site", "cross-site")
        .formParam("token", token(compliance("c1")))
        .post("/console/sign-in")
        .then()
        .statusCode(403)
        .body(containsString("form.foreign"));
  }

  @Test
  void withoutASessionPeopleAreAskedToSignInAndProgramsGetTheProblem() {
    page().get("/console").then().statusCode(401).body(containsString("<h1>Sign in</h1>"));
    given().get("/console").then().statusCode(401).body("code", equalTo("token.missing"));
  }

  @Test
  void theCookieCountsNowhereButInTheConsole() {
    given()
        .cookie("palimpsest_console", token(compliance("c1")))
        .get("/erasures")
        .then()
        .statusCode(401);
  }

  @Test
  void everyPageAllowsItselfAloneAndIsNotKept() {
    as("c1")
        .get("/console")
        .then()
        .statusCode(200)
        .header(
            "Content-Security-Policy",
            allOf(containsString("default-src 'none'"), containsString("script-src 'self'")))
        .header("Content-Security-Policy", not(containsString("unsafe")))
        .header("Cache-Control", containsString("no-store"))
        .header("X-Content-Type-Options", "nosniff");
  }

  @Test
  void theLogsPageComparesWhatIsPublishedWithTheLastVisit() {
    Principal auditor = new Principal("a2", Set.of(Role.AUDITOR), Optional.empty(), Set.of());
    Response first =
        Awaitility.await()
            .atMost(Duration.ofSeconds(90))
            .until(
                () -> session(auditor).get("/console/log"),
                page -> page.asString().contains("This is your first visit"));
    String seen = first.cookie("palimpsest_log_seen");
    assertThat(seen).matches("[0-9]+\\.[\\w-]{43}");
    assertThat(first.asString()).contains("<polygon", "complete subtree");

    session(auditor)
        .cookie("palimpsest_log_seen", seen)
        .get("/console/log")
        .then()
        .body(containsString("are the beginning of what is published"));
    String other = seen.replaceAll("\\..*", "." + "A".repeat(43));
    Response forked = session(auditor).cookie("palimpsest_log_seen", other).get("/console/log");
    assertThat(forked.asString()).contains("That is another history");
    assertThat(forked.cookie("palimpsest_log_seen")).as("what was seen is kept").isNull();
  }

  @Test
  void anAuditorSeesEverythingAndDecidesNothing() {
    ingest.creator(creator, List.of("coach"), 1);
    String at = request("c1", preview("c1"));
    awaitState(id(at), "AWAITING_APPROVAL");
    Principal auditor = new Principal("a1", Set.of(Role.AUDITOR), Optional.empty(), Set.of());

    for (String path : List.of("/console", at, "/console/holds", "/console/log")) {
      session(auditor)
          .get(path)
          .then()
          .statusCode(200)
          .body(not(containsString("<form method=\"post\" action=\"/console/erasures")))
          .body(not(containsString("New request")));
    }
    session(auditor).get("/console/erasures/new").then().statusCode(403);
    session(auditor)
        .formParam("digest", "0".repeat(64))
        .post(at + "/approve")
        .then()
        .statusCode(403)
        .body(containsString("role.missing"));
  }

  @Test
  void noFormPassesThatDoesNotComeFromAPageOfTheSession() {
    List<String> forms =
        given()
            .get("/q/openapi?format=json")
            .then()
            .extract()
            .jsonPath()
            .<Map<String, Map<String, Object>>>get("paths")
            .entrySet()
            .stream()
            .filter(path -> path.getKey().startsWith("/console"))
            .filter(path -> path.getValue().containsKey("post"))
            .map(Map.Entry::getKey)
            // Those of operators, who see no other page, are in ConsoleWorkIT.
            .filter(path -> !path.matches("/console/(sign-|operations|tenants).*"))
            .toList();
    String foreign = form("c2");

    assertThat(forms).hasSizeGreaterThanOrEqualTo(15);
    for (String path : forms) {
      String concrete = path.replace("{id}", UUID.randomUUID().toString());
      as("c1").formParam("form", "x").post(concrete).then().statusCode(403).body(refused());
      as("c1").formParam("form", foreign).post(concrete).then().statusCode(403).body(refused());
    }
  }

  @Test
  void aNameLeadsToCandidatesAPlanAndWithASecondPersonToTheConfirmation() {
    ingest.creator(creator, List.of("coach"), 1);
    send("c1", "/console/erasures/new", Map.of("q", creator))
        .then()
        .statusCode(200)
        .body(containsString("<th scope=\"row\">Ada</th>"), containsString(creator));

    String preview = preview("c1");
    as("c1")
        .get(preview)
        .then()
        .body(containsString("Preview of " + creator))
        .body(containsString("Nothing was fenced"), containsString("Request this erasure"));

    String at = request("c1", preview);
    awaitState(id(at), "AWAITING_APPROVAL");
    String shown = as("c2").get(at).asString();
    assertThat(shown).contains("Approve this plan");
    assertThat(as("c1").get(at).asString())
        .contains("somebody else has to consent")
        .doesNotContain("Approve this plan");
    send("c1", at + "/approve", Map.of("digest", find(DIGEST, shown)))
        .then()
        .statusCode(409)
        .body(containsString("the caller asked for it or approved it already"))
        .body(containsString("approval.not_distinct"), containsString("href=\"" + at + "\""));
    send("c2", at + "/approve", Map.of("digest", find(DIGEST, shown))).then().statusCode(303);
    as(compliance("c2")).get("/erasures/" + id(at) + "?wait=60s");
    awaitState(id(at), "CONFIRMED_LIVE");

    as("c2")
        .get(at)
        .then()
        .body(containsString("Confirmed live"), containsString("Control passed"))
        .body(containsString("Fence intended"), containsString("&quot;specversion&quot;"))
        .body(containsString("c1 asked for the erasure"), containsString("c2 consented on"))
        .body(containsString("Left for a while"))
        .body(not(containsString("Approve this plan")), not(containsString(creator)));
    as("c2").get("/console/log").then().body(containsString("without a gap"));
  }

  @Test
  void aPreviewOfATypoSaysThatNothingWasFoundAndIsNeverGreen() {
    String at =
        path(send("c1", "/console/erasures/preview", Map.of("type", "CREATOR", "ids", creator)));
    JsonPath end = awaitState(id(at), "NOTHING_FOUND");
    for (String address : List.of(at, "/console/erasures/" + end.getString("request_ref"))) {
      as("c1")
          .get(address)
          .then()
          .statusCode(200)
          .body(containsString("Nothing found"), containsString("nothing was erased"))
          .body(not(containsString("CONFIRMED_LIVE")), not(containsString("Confirmed live")))
          .body(not(containsString("can be read or found")))
          .body(not(containsString("Request this erasure")), not(containsString(creator)));
    }
  }

  @Test
  void aRequestIsExtendedRejectedOrTakenBackLikeByTheApi() {
    ingest.creator(creator, List.of("coach"), 1);
    String taken = request("c1", preview("c1"));
    awaitState(id(taken), "AWAITING_APPROVAL");
    var before = get(id(taken)).getString("deadline");
    send("c1", taken + "/extend", Map.of("reason", "complex_request")).then().statusCode(303);
    assertThat(get(id(taken)).getString("deadline")).isNotEqualTo(before);
    send("c1", taken + "/extend", Map.of("reason", "complex_request"))
        .then()
        .statusCode(409)
        .body(containsString("extend.already"));
    send("c1", taken + "/cancel", Map.of()).then().statusCode(303);
    assertThat(get(id(taken)).getString("state")).isEqualTo("CANCELLED");

    String rejected = request("c1", preview("c1"));
    awaitState(id(rejected), "AWAITING_APPROVAL");
    send("c1", rejected + "/reject", Map.of("reason", "No Code"))
        .then()
        .statusCode(400)
        .body(containsString("<strong>reason</strong>"));
    send("c1", rejected + "/reject", Map.of("reason", "not_justified")).then().statusCode(303);
    assertThat(get(id(rejected)).getString("state")).isEqualTo("REJECTED");
  }

  @Test
  void aHoldIsPlacedShownAndReleased() {
    ingest.creator(creator, List.of("coach"), 1);
    send("c1", "/console/holds", hold()).then().statusCode(303);
    String page = as("c1").get("/console/holds").asString();
    assertThat(page).contains("Litigation", "1 Feb 2031");
    String release = find(Pattern.compile("action=\"(/console/holds/[^\"]+/release)\""), page);

    send("c1", release, Map.of()).then().statusCode(303);

    send("c1", release, Map.of()).then().statusCode(404).body(containsString("hold.not_found"));
  }

  @Test
  void whatSomebodyTypedIsShownAndNeverRun() {
    send("c1", "/console/erasures/new", Map.of("q", SCRIPT))
        .then()
        .statusCode(200)
        .body(not(containsString(SCRIPT)), containsString("&lt;script&gt;"));
    send("c1", "/console/erasures/preview", Map.of("type", "CREATOR", "ids", SCRIPT))
        .then()
        .statusCode(400)
        .body(not(containsString(SCRIPT)));
    session(new Principal(SCRIPT, Set.of(Role.COMPLIANCE), Optional.empty(), Set.of()))
        .get("/console")
        .then()
        .statusCode(200)
        .body(not(containsString(SCRIPT)), containsString("&lt;script&gt;alert(1)"));
  }

  @Test
  void aFormSentTwiceIsOneRequest() {
    ingest.creator(creator, List.of("coach"), 1);
    String preview = preview("c1");
    Map<String, String> fields =
        Map.of("type", "CREATOR", "ids", creator, "request_id", UUID.randomUUID().toString());

    String first = send("c1", "/console/erasures", fields).header("Location");

    assertThat(send("c1", "/console/erasures", fields).header("Location")).isEqualTo(first);
    assertThat(preview).isNotEqualTo(first);
  }

  private static org.hamcrest.Matcher<String> refused() {
    return containsString("form.foreign");
  }

  private Map<String, String> hold() {
    return Map.of("type", "CREATOR", "ids", creator, "basis", "litigation", "review", "2031-02-01");
  }
}
