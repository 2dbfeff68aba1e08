package io.palimpsest.reembed.search;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.event.AccessLogged;
import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeType;
import io.palimpsest.local.stack.VectorFaults;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.reembed.search.Seeds.Creator;
import io.palimpsest.reembed.search.Seeds.Organization;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class SearchIT {
  private static final String SEARCH = "/delphi/search";
  private static final String CROSS_TWIN = "/delphi/search-cross-twin";
  private static final String PORTFOLIO = "/portfolio/search";

  @Inject Seeds seeds;
  @Inject EventPublisher publisher;
  @Inject MeterRegistry meters;
  @Inject KafkaSettings kafka;
  @Inject EventCodec codec;

  private Creator creator;
  private Creator other;

  @BeforeEach
  void seed() {
    creator = seeds.creator("sainath", "coach", "writer");
    other = seeds.creator("sainath", "coach", "chef");
    seeds.chunk(creator.twin("coach"), "s1", "run every day", Seeds.values(1));
    seeds.chunk(creator.twin("coach"), "s2", "sleep well", Seeds.values(2));
    seeds.chunk(creator.twin("writer"), "w1", "write every day", Seeds.values(3));
    seeds.chunk(other.twin("coach"), "o1", "somebody else's", Seeds.values(1));
  }

  @Test
  void a_search_finds_the_nearest_of_its_twin_alone() {
    search(SEARCH, creator.id(), Map.of("twin_id", "coach", "vector", vector(1)))
        .statusCode(200)
        .body("matches.size()", is(2))
        .body("matches[0].text", is("run every day"))
        .body("matches[0].title", is("title of run every day"))
        .body("matches[0].source_id", is("s1"))
        .body("matches[0].twin_id", is("coach"))
        .body("matches[0].metadata.lang", is("en"))
        .body("matches[0].metadata.revision", is(1))
        .body("namespaces[0].namespace", is("creator_" + creator.id() + "_twin_coach"))
        .body("namespaces[0].status", is("ok"))
        .body("partial", is(false))
        .body("ranker", is("vector"));
  }

  @Test
  void words_are_embedded_by_the_model_of_the_vectors() {
    search(SEARCH, creator.id(), Map.of("twin_id", "coach", "query", "exercise", "top_k", 1))
        .statusCode(200)
        .body("matches.size()", is(1));
  }

  @Test
  void uids_stay_inside() {
    String body =
        search(SEARCH, creator.id(), Map.of("twin_id", "coach", "vector", vector(1)))
            .extract()
            .asString();

    assertThat(body)
        .contains("run every day")
        .doesNotContain(creator.uid().toString(), creator.twin("coach").uid().toString(), "_uid");
  }

  @Test
  void every_foreign_combination_is_the_same_404_as_an_unknown_one() {
    Organization mine = seeds.organization("mine");
    Organization foreign = seeds.organization("foreign");
    String unknown =
        problem(SEARCH, creator.id(), Map.of("twin_id", "nobody", "vector", vector(1)));

    assertThat(problem(SEARCH, creator.id(), Map.of("twin_id", "chef", "vector", vector(1))))
        .isEqualTo(unknown);
    assertThat(problem(SEARCH, "stranger", Map.of("twin_id", "coach", "vector", vector(1))))
        .isEqualTo(unknown);
    assertThat(
            problem(
                CROSS_TWIN,
                creator.id(),
                Map.of("twin_ids", List.of("coach", "chef"), "vector", vector(1))))
        .isEqualTo(unknown);
    assertThat(problem(CROSS_TWIN, "stranger", Map.of("vector", vector(1)))).isEqualTo(unknown);
    assertThat(portfolio(Bearer.organizations(mine.id()), foreign.id()).extract().asString())
        .isEqualTo(unknown);
    assertThat(portfolio(Bearer.organizations("org_gone"), "org_gone").extract().asString())
        .isEqualTo(unknown);
    assertThat(portfolio(Bearer.creator(creator.id()), null).extract().asString())
        .isEqualTo(unknown);
    assertThat(
            asking(Bearer.organizations(mine.id()))
                .body(Map.of("twin_id", "coach", "vector", vector(1)))
                .post(SEARCH)
                .then()
                .statusCode(404)
                .extract()
                .asString())
        .isEqualTo(unknown);
  }

  @Test
  void a_search_across_twins_merges_them_and_reaches_no_other_creator() {
    search(CROSS_TWIN, creator.id(), Map.of("vector", vector(3)))
        .statusCode(200)
        .body("matches.size()", is(3))
        .body("matches[0].text", is("write every day"))
        .body("matches[0].twin_id", is("writer"))
        .body("namespaces.size()", is(3))
        .body("partial", is(false));

    search(CROSS_TWIN, creator.id(), Map.of("vector", vector(3), "twin_ids", List.of("coach")))
        .body("matches.size()", is(2))
        .body("namespaces.size()", is(1));
  }

  @Test
  void twins_are_listed_as_the_registry_knows_them() {
    asking(Bearer.creator(creator.id()))
        .get("/delphi/twins")
        .then()
        .statusCode(200)
        .body("creator_id", is(creator.id()))
        .body("twins.twin_id", is(List.of("coach", "writer")));
  }

  @Test
  void a_namespace_that_fails_is_said_and_the_others_answer() {
    try (VectorFaults faults = new VectorFaults(Stores.stack())) {
      String fault =
          faults.inject(
              """
              {"fault":"fail","operations":["query"],"status":503,"namespace":"%s"}\
              """
                  .formatted("creator_" + creator.id() + "_twin_writer"));

      search(CROSS_TWIN, creator.id(), Map.of("vector", vector(3)))
          .statusCode(200)
          .body("partial", is(true))
          .body("matches.size()", is(2))
          .body("namespaces.find { it.namespace.endsWith('writer') }.status", is("unavailable"))
          .body("namespaces.find { it.namespace.endsWith('coach') }.status", is("ok"));
      assertThat(faults.fired(fault)).isEqualTo(1);

      search(SEARCH, creator.id(), Map.of("twin_id", "writer", "vector", vector(3)))
          .statusCode(503)
          .contentType("application/problem+json")
          .body("code", is("store.unavailable"));
    }
  }

  @Test
  void a_namespace_that_is_slow_is_given_up_at_its_deadline() {
    try (VectorFaults faults = new VectorFaults(Stores.stack())) {
      String fault =
          faults.inject(
              """
              {"fault":"delay","operations":["query"],"millis":20000,"times":1,"namespace":"%s"}\
              """
                  .formatted("creator_" + creator.id() + "_twin_writer"));
      long begin = System.nanoTime();

      search(CROSS_TWIN, creator.id(), Map.of("vector", vector(3)))
          .statusCode(200)
          .body("partial", is(true))
          .body("matches.size()", is(2));

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
      assertThat(faults.fired(fault)).isEqualTo(1);
    }
  }

  @Test
  void a_match_of_another_tenant_is_dropped_counted_and_not_shown() {
    double before = meters.counter(SearchMetrics.LEAKED).count();
    seeds.foreignChunk(creator.twin("coach"), other.twin("coach"), "leak", Seeds.values(7));

    String body =
        search(SEARCH, creator.id(), Map.of("twin_id", "coach", "vector", vector(7), "top_k", 1))
            .statusCode(200)
            .body("matches.size()", is(1))
            .extract()
            .asString();

    assertThat(body).doesNotContain("leaked");
    assertThat(meters.counter(SearchMetrics.LEAKED).count()).isGreaterThan(before);
  }

  @Test
  void every_search_is_logged_without_what_was_asked() {
    seeds.foreignChunk(creator.twin("coach"), other.twin("coach"), "leak", Seeds.values(7));
    search(SEARCH, creator.id(), Map.of("twin_id", "coach", "vector", vector(7)));
    search(SEARCH, creator.id(), Map.of("twin_id", "chef", "query", "private words"));

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              List<AccessLogged> logged = logged();
              assertThat(logged)
                  .anyMatch(entry -> entry.getAllowed() && entry.getLeaked() == 1)
                  .anyMatch(
                      entry -> !entry.getAllowed() && "tenant.not_found".equals(entry.getReason()))
                  .allMatch(entry -> entry.getKeyId().equals("test-key"));
              assertThat(logged.toString()).doesNotContain("private words", creator.id());
            });
  }

  private List<AccessLogged> logged() {
    List<AccessLogged> logged = new ArrayList<>();
    new TopicLog(kafka.withClientId("test-access"), codec)
        .read(
            Topic.ACCESS,
            AccessLogged.class,
            Duration.ofSeconds(20),
            entry -> {
              if (entry.value() instanceof Decoded.Event<AccessLogged>(AccessLogged access)) {
                logged.add(access);
              }
            });
    return logged;
  }

  @Test
  void a_fenced_source_is_hidden_before_anything_is_deleted() {
    search(SEARCH, creator.id(), Map.of("twin_id", "coach", "vector", vector(1), "top_k", 1))
        .body("matches[0].source_id", is("s1"));

    fence(Seeds.sourceUid(creator.twin("coach"), "s1"), ScopeType.SOURCE);

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                search(
                        SEARCH,
                        creator.id(),
                        Map.of("twin_id", "coach", "vector", vector(1), "top_k", 1))
                    .statusCode(200)
                    .body("matches.size()", is(1))
                    .body("matches[0].source_id", is("s2")));
  }

  @Test
  void a_fenced_twin_is_unknown() {
    fence(creator.twin("writer").uid(), ScopeType.TWIN);

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                search(SEARCH, creator.id(), Map.of("twin_id", "writer", "vector", vector(3)))
                    .statusCode(404));
    search(CROSS_TWIN, creator.id(), Map.of("vector", vector(3)))
        .statusCode(200)
        .body("matches.size()", is(2))
        .body("namespaces.size()", is(2));
  }

  @Test
  void an_organization_searches_its_items() {
    Organization acme = seeds.organization("acme");
    seeds.item(acme, "port_1", "a web shop", Seeds.values(5));
    seeds.item(acme, "port_2", "a clinic", Seeds.values(6));

    portfolio(Bearer.organizations(acme.id()), null)
        .statusCode(200)
        .body("matches.size()", is(2))
        .body("matches.item_id.sort()", is(List.of("port_1", "port_2")));
  }

  @Test
  void a_token_for_several_organizations_names_one() {
    Organization acme = seeds.organization("acme");
    Organization second = seeds.organization("second");
    seeds.item(acme, "port_1", "a web shop", Seeds.values(5));
    String token = Bearer.organizations(acme.id(), second.id());

    portfolio(token, null).statusCode(400).body("field", is("X-Organization"));
    portfolio(token, acme.id()).statusCode(200).body("matches.size()", is(1));
    portfolio(token, second.id()).statusCode(200).body("matches.size()", is(0));
  }

  @Test
  void a_filter_narrows_the_search() {
    search(
            SEARCH,
            creator.id(),
            Map.of(
                "twin_id", "coach",
                "vector", vector(1),
                "filter", Map.of("source_id", Map.of("$in", List.of("s2")))))
        .statusCode(200)
        .body("matches.source_id", is(List.of("s2")));
  }

  private void fence(UUID uid, ScopeType type) {
    publisher
        .publish(
            Topic.ERASURE_FENCES, uid.toString(), new ScopeFenced(uid, type, "test", Instant.now()))
        .join();
  }

  private static String problem(String path, String creator, Map<String, Object> body) {
    return search(path, creator, body)
        .statusCode(404)
        .contentType("application/problem+json")
        .extract()
        .asString();
  }

  private static ValidatableResponse portfolio(String token, String organization) {
    var request = asking(token).body(Map.of("vector", vector(5)));
    return (organization == null ? request : request.header("X-Organization", organization))
        .post(PORTFOLIO)
        .then();
  }

  private static ValidatableResponse search(String path, String creator, Map<String, Object> body) {
    return asking(Bearer.creator(creator)).body(body).post(path).then();
  }

  private static io.restassured.specification.RequestSpecification asking(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  private static List<Float> vector(int seed) {
    List<Float> values = new ArrayList<>();
    for (float value : Seeds.values(seed).toArray()) {
      values.add(value);
    }
    return values;
  }

  private static <T> org.hamcrest.Matcher<T> is(T value) {
    return org.hamcrest.Matchers.is(value);
  }
}
