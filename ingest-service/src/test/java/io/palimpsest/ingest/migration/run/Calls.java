package io.palimpsest.ingest.migration.run;

import static io.palimpsest.ingest.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.ingest.testing.Bearer;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What an operator asks for, and how it ends. */
final class Calls {
  static final String PORTFOLIO = "/migrations/portfolio";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Calls() {}

  static Map<String, Object> request(String phase, String mode) {
    Map<String, Object> request = new HashMap<>();
    request.put("phase", phase);
    request.put("mode", mode);
    request.put("source_index", "legacy");
    request.put("reader_token", OldGround.reader());
    return request;
  }

  static ValidatableResponse post(String step, Map<String, Object> body) {
    return as(Bearer.operator(), body).post(PORTFOLIO + step).then();
  }

  static JsonPath status() {
    return as(Bearer.operator()).get(PORTFOLIO).then().statusCode(200).extract().jsonPath();
  }

  static JsonPath file(String name) {
    return file(status().getString("run.id"), name);
  }

  static JsonPath file(String run, String name) {
    return new JsonPath(
        as(Bearer.operator())
            .get(PORTFOLIO + "/runs/{run}/files/{file}", run, name)
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  static JsonPath job(String id) {
    return as(Bearer.operator()).get("/migrations/jobs/{id}", id).jsonPath();
  }

  static JsonPath done(ValidatableResponse asked) {
    return done(asked.statusCode(202).extract().<String>path("id"));
  }

  static JsonPath done(String id) {
    await()
        .atMost(PATIENCE)
        .until(() -> Set.of("DONE", "FAILED").contains(job(id).getString("state")));
    assertThat(job(id).getString("state")).as(job(id).prettify()).isEqualTo("DONE");
    return job(id);
  }
}
