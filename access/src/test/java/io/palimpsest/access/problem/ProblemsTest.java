package io.palimpsest.access.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.access.TestKeys;
import io.palimpsest.tenancy.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What callers get when something is wrong: always a problem document, never a hint of the inside.
 */
@QuarkusTest
@QuarkusTestResource(TestKeys.class)
class ProblemsTest {
  private static final long INSTANT_FAR_AWAY = 4_000_000_000L;
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TestHTTPResource("/doors/")
  URI doors;

  @Test
  void withoutATokenOnlyOpenDoorsOpen() throws Exception {
    assertThat(get("open", "").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = get("me", "");

    assertProblem(refused, 401, "token.missing");
    assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void aTokenThatProvesNothingIsAProblemToo() throws Exception {
    assertProblem(get("me", "nonsense"), 401, "token.invalid");
    assertProblem(get("me", TestKeys.foreign(Role.READER)), 401, "token.invalid");
    assertProblem(get("me", TestKeys.expired(Role.READER)), 401, "token.invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"exp\":%d,\"roles\":[\"reader\"]}",
        "{\"exp\":%d,\"sub\":\" \",\"roles\":[\"reader\"]}",
        "{\"exp\":%d,\"sub\":\"k\",\"roles\":[\"reader\"],\"creator_id\":{}}",
        "{\"exp\":%d,\"sub\":\"k\",\"roles\":[\"reader\"],\"org_ids\":7}"
      })
  void aTokenThatDoesNotSayWhoseItIsProvesNothing(String claims) throws Exception {
    HttpResponse<String> refused = get("me", TestKeys.saying(claims.formatted(INSTANT_FAR_AWAY)));

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
  }

  /** At a door that asks for nothing but a role, too. */
  @Test
  void aTokenWithoutASubjectOpensNoDoor() throws Exception {
    String nobodys = "{\"exp\":%d,\"roles\":[\"reader\"]}".formatted(INSTANT_FAR_AWAY);

    assertProblem(get("page?limit=1", TestKeys.saying(nobodys)), 401, "token.invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[{}]", "7", "[[]]", "null", "{\"reader\":true}"})
  void rolesThatAreNoneAreNoFaultOfOurs(String roles) throws Exception {
    String token =
        TestKeys.saying(
            "{\"exp\":%d,\"sub\":\"k\",\"roles\":%s}".formatted(INSTANT_FAR_AWAY, roles));

    assertThat(get("me", token).statusCode()).isIn(401, 403);
  }

  @Test
  void aTokenOfTheRightRoleTellsWhoAsks() throws Exception {
    HttpResponse<String> me = get("me", TestKeys.token(Role.READER));

    assertThat(me.statusCode()).isEqualTo(200);
    assertThat(me.body()).isEqualTo("[\"key-reader\",\"sainath.no.1\"]");
  }

  @Test
  void aTokenOfAnotherRoleIsForbidden() throws Exception {
    assertProblem(get("me", TestKeys.token(Role.AUDITOR)), 403, "role.missing");
  }

  @Test
  void anEndpointThatSaysNothingAboutRolesIsClosedToAll() throws Exception {
    for (Role role : Role.values()) {
      assertProblem(get("forgotten", TestKeys.token(role)), 403, "role.missing");
    }
  }

  @Test
  void foreignAndUnknownTenantsAnswerAlike() throws Exception {
    String token = TestKeys.token(Role.READER);
    HttpResponse<String> foreign = get("creators/foreign", token);
    HttpResponse<String> unknown = get("creators/unknown", token);

    assertProblem(foreign, 404, "tenant.not_found");
    assertThat(foreign.body()).isEqualTo(unknown.body());
  }

  @Test
  void anIdThatBreaksItsRuleIsToldTheRule() throws Exception {
    JsonNode problem =
        assertProblem(get("creators/x_twin", TestKeys.token(Role.READER)), 400, "id.invalid");

    assertThat(problem.path("field").asText()).isEqualTo("creator_id");
    assertThat(problem.path("rule").asText()).contains("_twin");
  }

  @Test
  void aFaultTellsAReferenceAndNothingElse() throws Exception {
    HttpResponse<String> fault = get("broken", TestKeys.token(Role.READER));

    JsonNode problem = assertProblem(fault, 500, "internal");
    assertThat(problem.path("instance").asText()).startsWith("urn:uuid:");
    assertThat(fault.body()).doesNotContain("secret").doesNotContain("IllegalState");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {                                          | json.malformed |
          []                                         | json.malformed |
          "text"                                     | json.malformed |
          {"title":"a","parts":[{"name":"x","count":"many"}]} | json.field | parts[0].count
          {"title":"a","colour":"BLUE"}              | json.field     | colour
          {"title":"a","titel":"b"}                  | json.field     | titel
          {"title":"a","parts":{}}                   | json.field     | parts
          {"title":" "}                              | input.invalid  | title
          {"title":"a","parts":[{"count":1}]}        | input.invalid  | parts.name
          {"title":"a","title":"b"}                  | json.duplicate | title
          {"title":"a","parts":[{"name":"x","name":"y","count":1}]} | json.duplicate | parts.0.name
          """)
  void aBadBodyIsToldItsField(String body, String code, String field) throws Exception {
    HttpResponse<String> refused = post(body, "application/json");

    JsonNode problem = assertProblem(refused, 400, code);
    assertThat(problem.path("field").asText("")).isEqualTo(field == null ? "" : field);
    assertThat(refused.body()).doesNotContain("io.palimpsest").doesNotContain("com.fasterxml");
  }

  /** Without the check the second value is set into a record that is made already: a fault. */
  @Test
  void aSingleFieldThatStandsTwiceIsToldSo() throws Exception {
    HttpResponse<String> refused =
        post("single", "{\"reason\":\"a\",\"reason\":\"b\"}", "application/json");

    JsonNode problem = assertProblem(refused, 400, "json.duplicate");
    assertThat(problem.path("field").asText()).isEqualTo("reason");
    assertThat(problem.path("rule").asText()).isEqualTo("stands once");
    assertThat(refused.body()).doesNotContain("\"b\"");
  }

  @Test
  void aGoodBodyPasses() throws Exception {
    String body = "{\"title\":\"a\",\"parts\":[{\"name\":\"x\",\"count\":1}],\"colour\":\"RED\"}";

    assertThat(post(body, "application/json").body()).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ids=a%", "ids=a%2", "ids=%zz", "%=a", "{\"ids\":\"50%\"}", "ids=%c3%28%"})
  void aFormThatIsNoneIsToldSo(String body) throws Exception {
    assertProblem(post("form", body, FORM), 400, "form.malformed");
  }

  @Test
  void aGoodFormPassesAndWhatIsOursIsStillAFault() throws Exception {
    assertThat(post("form", "ids=a%2fb", FORM).body()).isEqualTo("\"a/b\"");
    assertThat(post("form", "ids=throw", FORM).statusCode()).isEqualTo(500);
  }

  @Test
  void aParameterThatBreaksAConstraintIsNamed() throws Exception {
    String token = TestKeys.token(Role.READER);

    JsonNode problem = assertProblem(get("page?limit=101", token), 400, "input.invalid");
    assertThat(problem.path("field").asText()).isEqualTo("limit");
  }

  @Test
  void whatTheFrameworkRefusesIsAProblemToo() throws Exception {
    assertProblem(get("nowhere", TestKeys.token(Role.READER)), 404, "path.not_found");
    assertProblem(get("body", TestKeys.token(Role.PRODUCER)), 405, "method.not_allowed");
    assertProblem(post("x", "text/plain"), 415, "media_type.unsupported");
    HttpRequest wantsXml =
        HttpRequest.newBuilder(doors.resolve("me"))
            .header("Authorization", "Bearer " + TestKeys.token(Role.READER))
            .header("Accept", "application/xml")
            .build();
    assertProblem(send(wantsXml), 406, "media_type.not_acceptable");
    assertProblem(get("page?limit=many", TestKeys.token(Role.READER)), 404, "path.not_found");
  }

  private static JsonNode assertProblem(HttpResponse<String> response, int status, String code)
      throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(response.body());
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("type").asText()).isEqualTo("urn:palimpsest:problem:" + code);
    return problem;
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(doors.resolve(path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return send(request.build());
  }

  private HttpResponse<String> post(String body, String type) throws Exception {
    return post("body", body, type);
  }

  private HttpResponse<String> post(String path, String body, String type) throws Exception {
    return send(
        HttpRequest.newBuilder(doors.resolve(path))
            .header("Authorization", "Bearer " + TestKeys.token(Role.PRODUCER))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return CLIENT.send(request, BodyHandlers.ofString());
  }
}
