package io.palimpsest.reembed.migration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.local.stack.VectorFaults;
import io.palimpsest.reembed.search.Bearer;
import io.palimpsest.tenancy.Role;
import io.palimpsest.vectorstore.StoredVector;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

/** The move of 30 namespaces with 805 vectors of 3,072 dimensions (M26), while readers read. */
@QuarkusTest
@QuarkusTestResource(value = LargeVectors.class, restrictToAnnotatedClass = true)
class NamespacesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Inject OldSystem old;

  @Test
  void everythingIsMovedVerifiedSwitchedAndBackWhileNobodyWhoReadsSeesAnything() throws Exception {
    old.make();
    Map<String, Map<String, StoredVector>> before = new HashMap<>();
    old.twins.forEach(twin -> before.put(twin.namespace(), old.all(twin.namespace())));
    assertThat(before.values().stream().mapToInt(Map::size).sum()).isEqualTo(805);

    JsonPath plan = planned();
    rehearsed(plan);
    JsonPath copied;
    try (Readers readers = began(plan)) {
      copied = copied();
      verified(plan);
      String refused = step("cutover", Map.of("plan", plan.getString("hash")), 409);
      assertThat(refused).isEqualTo("quarantine.not_empty");
      setAside(plan);
      assertThat(step("cutover", Map.of("plan", plan.getString("hash")), 409))
          .isEqualTo("parity.not_asked");
      parity(plan);
      gradually(plan);
      cutover(plan);
      step("rollback", Map.of("plan", plan.getString("hash")), 200);
      assertThat(report().getList("namespaces.stage")).containsOnly("DUALWRITE");
      cutover(plan);

      assertThat(readers.asked.get()).as("questions").isGreaterThan(60);
      assertThat(readers.errors).as("errors").hasValue(0);
      assertThat(readers.empty).as("empty answers").hasValue(0);
    }
    before.forEach((name, vectors) -> assertThat(old.all(name)).isEqualTo(vectors));
    assertThat(copied.getList("namespaces.root", String.class)).doesNotHaveDuplicates();

    takenBack(plan);
    before.forEach((name, vectors) -> assertThat(old.all(name)).isEqualTo(vectors));
  }

  private JsonPath planned() {
    try (VectorFaults counts = new VectorFaults(LargeVectors.stack())) {
      long upserts = counts.calls("upsert");
      JsonPath plan = post("plan", request(null)).statusCode(200).extract().jsonPath();
      assertThat(counts.calls("upsert")).as("a plan writes nothing").isEqualTo(upserts);
      assertThat(plan.getList("moves")).hasSize(30);
      assertThat(plan.getList("refusals")).isEmpty();
      assertThat(plan.getInt("estimate.vectors")).isEqualTo(805);
      assertThat(plan.getLong("estimate.bytes")).isGreaterThan(805L * 3072 * 4);
      assertThat(plan.getList("quarantined.namespace", String.class)).containsExactly(old.unowned);
      assertThat(plan.getList("quarantined.vectors", Integer.class))
          .containsExactly(OldSystem.UNOWNED);
      return plan;
    }
  }

  /** All of it, into scratch namespaces of which nothing is left; no plan is under way after it. */
  private void rehearsed(JsonPath plan) {
    Map<String, Object> request = request(plan.getString("hash"));
    request.put("touched", true);
    post("copy", request).statusCode(409).body("code", Matchers.is("quarantine.not_empty"));
    request.remove("touched");
    request.put("rehearse", true);
    String job = post("copy", request).statusCode(200).extract().path("id");
    done(job);
    JsonPath rehearsed = asking(Role.OPERATOR).get("/jobs/" + job).then().extract().jsonPath();
    assertThat(rehearsed.getInt("counts.copied")).isEqualTo(805);
    assertThat(rehearsed.getInt("counts.namespaces")).isEqualTo(30);
    assertThat(rehearsed.getInt("counts.different")).isZero();
    assertThat(report().getString("plan")).isNull();
    old.twins.forEach(twin -> assertThat(old.all(twin.target())).isEmpty());
  }

  /** The plan that was seen is agreed to by its hash; another one is refused. */
  private Readers began(JsonPath plan) throws InterruptedException {
    post("copy", request("0000")).statusCode(409);
    String job = post("copy", request(plan.getString("hash"))).statusCode(200).extract().path("id");
    Readers readers = new Readers(old, old.twins);
    readers.awaitFirst();
    done(job);
    return readers;
  }

  private JsonPath copied() {
    JsonPath report = report();
    assertThat(report.getList("messages", String.class)).contains("Migrated 805/805 vectors");
    assertThat(report.getDouble("success_rate")).isEqualTo(100.0);
    for (OldSystem.Twin twin : old.twins) {
      Map<String, StoredVector> vectors = old.all(twin.target());
      Map<String, StoredVector> originals = old.all(twin.namespace());
      assertThat(vectors.keySet()).isEqualTo(originals.keySet());
      vectors.forEach(
          (id, vector) -> {
            assertThat(vector.values()).isEqualTo(originals.get(id).values());
            assertThat(vector.metadata().text("creator_id")).hasValue(twin.creator());
            assertThat(vector.metadata().text("original_namespace")).hasValue(twin.namespace());
            assertThat(vector.metadata().get("legacy_creator_id"))
                .isEqualTo(originals.get(id).metadata().get("creator_id"));
            assertThat(LegacyMetadata.original(vector.metadata()))
                .isEqualTo(originals.get(id).metadata());
          });
    }
    return report;
  }

  private void verified(JsonPath plan) throws InterruptedException {
    done(
        post("verify", Map.of("plan", plan.getString("hash")))
            .statusCode(200)
            .extract()
            .path("id"));
    JsonPath report = report();
    assertThat(report.getList("messages", String.class))
        .contains("Verification passed: 805 vectors match");
    assertThat(report.getList("namespaces.verified.before", String.class))
        .isEqualTo(report.getList("namespaces.verified.after", String.class))
        .isEqualTo(report.getList("namespaces.root", String.class));
  }

  private void setAside(JsonPath plan) {
    post(
            "set-aside",
            Map.of(
                "hash",
                plan.getString("hash"),
                "set_aside",
                List.of(Map.of("namespace", old.unowned, "by", "grace"))))
        .statusCode(200);
    assertThat(report().getList("quarantined")).isEmpty();
  }

  /** Two questions a namespace, asked with a real token of each creator. */
  private void parity(JsonPath plan) {
    int queries = 0;
    for (OldSystem.Twin twin : old.twins) {
      JsonPath drawn =
          asking(Role.OPERATOR)
              .get("/namespaces/samples?count=2&namespace=" + twin.namespace())
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      assertThat(drawn.getString("creator")).isEqualTo(twin.creator());
      List<Map<String, Object>> questions = drawn.getList("questions");
      double recall = 0;
      for (Map<String, Object> question : questions) {
        recall += recall(twin, question);
        queries++;
      }
      assertThat(recall / questions.size()).as("recall of " + twin.namespace()).isEqualTo(1.0);
      post(
              "parity",
              Map.of(
                  "plan",
                  plan.getString("hash"),
                  "namespace",
                  twin.namespace(),
                  "queries",
                  questions.size(),
                  "recall",
                  recall / questions.size()))
          .statusCode(200);
    }
    assertThat(queries).isGreaterThanOrEqualTo(50);
  }

  @SuppressWarnings("unchecked")
  private static double recall(OldSystem.Twin twin, Map<String, Object> question) {
    int wanted = (int) question.get("wanted");
    Set<String> nearest = new HashSet<>();
    ((List<Map<String, Object>>) question.get("nearest"))
        .forEach(one -> nearest.add((String) one.get("id")));
    Response answer = Readers.search(twin, (List<Float>) question.get("vector"), wanted);
    assertThat(answer.statusCode()).isEqualTo(200);
    List<String> found = new ArrayList<>(answer.<List<String>>path("matches.id"));
    found.retainAll(nearest);
    return (double) found.size() / wanted;
  }

  /** One twin first, and a part of the questions before that. */
  private void gradually(JsonPath plan) {
    Map<String, Object> some = new HashMap<>();
    some.put("plan", plan.getString("hash"));
    some.put("namespaces", List.of(old.twins.get(1).namespace()));
    some.put("read_share", 50);
    step("cutover", some, 200);
    some.remove("read_share");
    step("cutover", some, 200);
    assertThat(report().getInt("totals.live")).isEqualTo(1);
  }

  private void cutover(JsonPath plan) {
    step("cutover", Map.of("plan", plan.getString("hash")), 200);
    assertThat(report().getInt("totals.live")).isEqualTo(30);
  }

  private void takenBack(JsonPath plan) {
    String job =
        post("rollback", Map.of("plan", plan.getString("hash"), "remove", true))
            .statusCode(200)
            .extract()
            .path("id");
    done(job);
    old.twins.forEach(twin -> assertThat(old.all(twin.target())).isEmpty());
    assertThat(report().getList("namespaces")).isEmpty();
  }

  private Map<String, Object> request(String hash) {
    Map<String, Object> request = new HashMap<>();
    request.put("model", LargeVectors.MODEL);
    request.put(
        "mapping",
        old.twins.stream()
            .map(
                twin ->
                    Map.of(
                        "namespace", twin.namespace(),
                        "creator_id", twin.creator(),
                        "twin_id", twin.twin()))
            .toList());
    if (hash != null) {
      request.put("hash", hash);
    }
    return request;
  }

  private static void done(String job) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                asking(Role.OPERATOR)
                    .get("/jobs/" + job)
                    .then()
                    .body("state", Matchers.is("DONE")));
  }

  /** Takes a step; returns the code of its refusal, if it was refused. */
  private static String step(String name, Map<String, Object> body, int status) {
    return post(name, body).statusCode(status).extract().path("code");
  }

  private static JsonPath report() {
    return asking(Role.OPERATOR).get("/namespaces").then().statusCode(200).extract().jsonPath();
  }

  private static ValidatableResponse post(String step, Map<String, Object> body) {
    return asking(Role.OPERATOR).body(body).post("/namespaces/" + step).then();
  }

  private static io.restassured.specification.RequestSpecification asking(Role role) {
    return given()
        .auth()
        .oauth2(Bearer.token(role, Optional.empty()))
        .contentType(ContentType.JSON);
  }
}
