package io.palimpsest.reembed.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.palimpsest.tenancy.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a request is answered by a problem with field and rule, never by 500. */
@QuarkusTest
@QuarkusTestResource(Stores.class)
class SearchRefusalsIT {
  @Inject Seeds seeds;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"twin_id": "coach"}                                           | query
          {"query": "x"}                                                 | twin_id
          {"twin_id": "Coach", "query": "x"}                             | twin_id
          {"twin_id": "a..b", "query": "x"}                              | twin_id
          {"twin_id": "coach", "query": " "}                             | query
          {"twin_id": "coach", "query": "x", "vector": [1]}              | query
          {"twin_id": "coach", "query": "x", "top_k": 0}                 | top_k
          {"twin_id": "coach", "query": "x", "top_k": 1001}              | top_k
          {"twin_id": "coach", "query": "x", "top_k": 99999999999}       | top_k
          {"twin_id": "coach", "query": "x", "top_k": "ten"}             | top_k
          {"twin_id": "coach", "query": "x", "creator_id": "other"}      | creator_id
          {"twin_id": "coach", "vector": [1, 2, 3]}                      | vector
          {"twin_id": "coach", "vector": []}                             | vector
          {"twin_id": "coach", "vector": ["NaN"]}                        | vector
          {"twin_id": "coach", "vector": [1e999]}                        | vector
          {"twin_id": "coach", "vector": [null]}                         | vector[0]
          {"twin_id": "coach", "vector": "abc"}                          | vector
          {"twin_id": "coach", "query": "x", "filter": {"a": {"$x": 1}}} | filter.a
          {"twin_id": "coach", "query": "x", "filter": {"twin_uid": 1}}  | filter.twin_uid
          {"twin_id": "coach", "query": "x", "filter": []}               | filter
          {"twin_id": "coach", "query": "x", "min_score": "NaN"}         | min_score
          {"twin_id": "coach", "query": "\\u200b\\u200d\\ufeff"}             | query
          {"twin_id": "coach", "query": "\\u0301 \\u2066"}                  | query
          {"twin_id": "coach", "query": "x", "wait": "1s"}               | wait
          {"twin_id": "coach", "query": "x", "min_revision": {}}         | min_revision.uid
          """)
  void each_wrong_field_is_named_with_its_rule(String body, String field) {
    Seeds.Creator creator = seeds.creator("refused", "coach");

    post("/delphi/search", Bearer.creator(creator.id()), body.strip())
        .statusCode(400)
        .contentType("application/problem+json")
        .body("field", is(field))
        .body("rule", notNullValue());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"twin_id": "coach",
          {"vector": [NaN]}
          []
          "text"
          null
          {"twin_id": "coach", "query": "x"} trailing
          """)
  void a_body_that_is_no_such_json_is_refused(String body) {
    post("/delphi/search", Bearer.creator("anybody"), body.strip())
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", notNullValue());
  }

  @Test
  void an_empty_body_is_refused() {
    post("/delphi/search", Bearer.creator("anybody"), "").statusCode(400);
  }

  @Test
  void a_query_that_is_too_long_is_refused() {
    String body = "{\"twin_id\":\"coach\",\"query\":\"" + "x".repeat(8_193) + "\"}";

    post("/delphi/search", Bearer.creator("anybody"), body)
        .statusCode(400)
        .body("field", is("query"))
        .body("rule", is("1 to 8,192 characters, not blank"));
  }

  @Test
  void a_body_that_is_too_large_is_refused() {
    String body = "{\"query\":\"" + "x".repeat(1_100_000) + "\"}";

    assertThat(post("/delphi/search", Bearer.creator("anybody"), body).extract().statusCode())
        .isEqualTo(413);
  }

  @Test
  void another_media_type_is_refused() {
    given()
        .auth()
        .oauth2(Bearer.creator("anybody"))
        .contentType(ContentType.TEXT)
        .body("query")
        .post("/delphi/search")
        .then()
        .statusCode(415)
        .contentType("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/delphi/answer", "/portfolio/proposal"})
  void writing_without_a_model_says_what_to_configure(String path) {
    call(path, Optional.of(Bearer.token(Role.READER, Optional.of("anybody"), "org_1")))
        .statusCode(501)
        .contentType("application/problem+json")
        .body("detail", containsString("palimpsest.answer.url"));
  }

  @Test
  void a_revision_that_is_not_there_yet_is_a_conflict_that_tells_the_present_one() {
    Seeds.Creator creator = seeds.creator("own", "coach");

    post(
            "/delphi/search",
            Bearer.creator(creator.id()),
            """
            {"twin_id": "coach", "query": "x", "wait": "1s",
             "min_revision": {"uid": "6f1c1d6e-52c5-4a5b-9d38-0c7a3a0a7d0e", "revision": 3}}""")
        .statusCode(409)
        .body("code", is("revision.not_reached"))
        .body("detail", containsString("written so far is 0"));
  }

  @Test
  void ranking_that_is_not_configured_is_said() {
    Seeds.Creator creator = seeds.creator("ranked", "coach");

    post(
            "/delphi/search",
            Bearer.creator(creator.id()),
            "{\"twin_id\": \"coach\", \"query\": \"x\", \"rerank\": true}")
        .statusCode(200)
        .body("ranker", is("vector:rerank_not_configured"));
  }

  static Stream<Arguments> endpointsAndRoles() {
    return Stream.of(
            "/delphi/search",
            "/delphi/search-cross-twin",
            "/delphi/twins",
            "/delphi/answer",
            "/portfolio/search",
            "/portfolio/proposal")
        .flatMap(path -> Arrays.stream(Role.values()).map(role -> Arguments.of(path, role)));
  }

  @ParameterizedTest
  @MethodSource("endpointsAndRoles")
  void only_readers_search(String path, Role role) {
    Seeds.Creator creator = seeds.creator("roles", "coach");
    String token = Bearer.token(role, Optional.of(creator.id()), "org_unknown");

    int status = call(path, Optional.of(token)).extract().statusCode();

    if (role == Role.READER) {
      assertThat(status).isNotIn(401, 403);
    } else {
      assertThat(status).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @MethodSource("endpointsAndRoles")
  void nobody_searches_without_a_token(String path, Role unused) {
    call(path, Optional.empty()).statusCode(401).contentType("application/problem+json");
    call(path, Optional.of("not.a.token")).statusCode(401);
  }

  private static ValidatableResponse call(String path, Optional<String> token) {
    var request = given().contentType(ContentType.JSON);
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    if (path.endsWith("twins")) {
      return request.get(path).then();
    }
    Map<String, String> body =
        path.equals("/delphi/search") || path.equals("/delphi/answer")
            ? Map.of("twin_id", "coach", "query", "x")
            : Map.of("query", "x");
    return request.body(body).post(path).then();
  }

  private static ValidatableResponse post(String path, String token, String body) {
    return given().auth().oauth2(token).contentType(ContentType.JSON).body(body).post(path).then();
  }
}
