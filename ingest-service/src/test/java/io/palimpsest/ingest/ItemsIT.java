package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static io.palimpsest.ingest.testing.Api.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.palimpsest.event.Change;
import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.Opened;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ItemsIT {
  private static final String ITEM = "/organizations/{org}/items/{item}";

  private String org = "";
  private String token = "";

  @BeforeEach
  void register() {
    org = Api.organization();
    token = Bearer.organization(org);
  }

  @Test
  void aNewItemIsAnsweredWithItsRevisionAndAnnouncedWithItsWholeState() {
    String uid =
        as(token, item("Acme Inc."))
            .put(ITEM, org, "port_1")
            .then()
            .statusCode(201)
            .header("ETag", "\"1\"")
            .body("id", equalTo("port_1"))
            .body("revision", equalTo(1))
            .body("unchanged", equalTo(false))
            .body("links.searchable", containsString("?revision=1&wait="))
            .extract()
            .path("uid");

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              List<PortfolioItemChanged> events = events(uid);
              assertThat(events).hasSize(1);
              assertThat(events.getFirst().getChange()).isEqualTo(Change.UPSERT);
              assertThat(events.getFirst().getScopePath()).hasSize(3);
              assertThat(events.getFirst().getScopePath().getLast().getUid())
                  .isEqualTo(UUID.fromString(uid));
              assertThat(
                      Opened.state(events.getFirst().getState(), PortfolioItemState.class)
                          .getCompanyName())
                  .isEqualTo("Acme Inc.");
            });
    as(token)
        .get(ITEM, org, "port_1")
        .then()
        .statusCode(200)
        .body("item_id", equalTo("port_1"))
        .body("org_id", equalTo(org))
        .body("profile_id", equalTo("prof_1"))
        .body("skills", hasItems("Java", "Kafka"))
        .body("is_embedded", equalTo(false));
  }

  @Test
  void identicalContentKeepsTheRevision() {
    as(token, item("Acme")).put(ITEM, org, "port_2").then().statusCode(201);

    as(token, item("Acme"))
        .put(ITEM, org, "port_2")
        .then()
        .statusCode(200)
        .body("revision", equalTo(1))
        .body("unchanged", equalTo(true));
  }

  @Test
  void aStaleWriterIsRefused() {
    as(token, item("One")).put(ITEM, org, "port_3").then().statusCode(201);
    as(token, item("Two")).put(ITEM, org, "port_3").then().header("ETag", "\"2\"");

    as(token, item("Three"))
        .header("If-Match", "\"1\"")
        .put(ITEM, org, "port_3")
        .then()
        .statusCode(412)
        .contentType("application/problem+json")
        .body("code", equalTo("revision.stale"));
    as(token, item("Three"))
        .header("If-Match", "\"2\"")
        .put(ITEM, org, "port_3")
        .then()
        .statusCode(200)
        .body("revision", equalTo(3));
    as(token, item("Four"))
        .header("If-None-Match", "*")
        .put(ITEM, org, "port_3")
        .then()
        .statusCode(412);
  }

  @Test
  void anIdempotencyKeyMakesARepeatHarmlessEvenAfterAnotherWriter() {
    as(token, item("First"))
        .header("Idempotency-Key", "k1")
        .put(ITEM, org, "port_4")
        .then()
        .statusCode(201);
    as(token, item("Second")).put(ITEM, org, "port_4").then().statusCode(200);

    as(token, item("First"))
        .header("Idempotency-Key", "k1")
        .put(ITEM, org, "port_4")
        .then()
        .statusCode(201)
        .body("revision", equalTo(1));
    as(token, item("Other"))
        .header("Idempotency-Key", "k1")
        .put(ITEM, org, "port_4")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency.key_reused"));
    as(token).get(ITEM, org, "port_4").then().body("company_name", equalTo("Second"));
  }

  @Test
  void aDeletedItemLeavesAStubFromWhichRevisionsGoOn() {
    String uid = as(token, item("Acme")).put(ITEM, org, "port_5").then().extract().path("uid");

    as(token)
        .delete(ITEM, org, "port_5")
        .then()
        .statusCode(200)
        .body("revision", equalTo(2))
        .body("deleted", equalTo(true));
    as(token).get(ITEM, org, "port_5").then().statusCode(404);
    as(token, item("Acme"))
        .put(ITEM, org, "port_5")
        .then()
        .statusCode(201)
        .body("uid", equalTo(uid))
        .body("revision", equalTo(3));
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(events(uid))
                    .extracting(PortfolioItemChanged::getRevision)
                    .isSorted()
                    .endsWith(3L));
  }

  @Test
  void aPatchChangesTheNamedFieldsAndNoOther() {
    as(token, item("Acme")).put(ITEM, org, "port_6").then().statusCode(201);

    as(token)
        .contentType("application/merge-patch+json")
        .body("{\"industry\": null, \"skills\": [\"Rust\"]}")
        .patch(ITEM, org, "port_6")
        .then()
        .statusCode(200)
        .body("revision", equalTo(2));
    as(token)
        .get(ITEM, org, "port_6")
        .then()
        .body("company_name", equalTo("Acme"))
        .body("skills", equalTo(List.of("Rust")))
        .body("industry", equalTo(null));
  }

  @Test
  void itemsAreListedInPages() {
    for (String id : List.of("l1", "l2", "l3")) {
      as(token, item("Acme")).put(ITEM, org, id).then().statusCode(201);
    }

    String cursor =
        as(token)
            .queryParam("limit", 2)
            .get("/organizations/{org}/items", org)
            .then()
            .statusCode(200)
            .body("items.item_id", equalTo(List.of("l1", "l2")))
            .body("next_cursor", notNullValue())
            .extract()
            .path("next_cursor");
    as(token)
        .queryParam("cursor", cursor)
        .get("/organizations/{org}/items", org)
        .then()
        .body("items.item_id", equalTo(List.of("l3")))
        .body("next_cursor", equalTo(null));
    as(token)
        .queryParam("embedded", true)
        .get("/organizations/{org}/items", org)
        .then()
        .body("items.size()", equalTo(0));
  }

  @Test
  void aFieldThatBreaksItsRuleIsNamed() {
    as(token, Map.of("profile_id", "prof_1", "company_name", " "))
        .put(ITEM, org, "port_7")
        .then()
        .statusCode(400)
        .body("field", equalTo("company_name"))
        .body("rule", notNullValue());
    as(token, Map.of("profile_id", "prof_1", "company_nam", "x"))
        .put(ITEM, org, "port_7")
        .then()
        .statusCode(400)
        .body("field", equalTo("company_nam"));
    as(token, Map.of("profile_id", "nobody_1", "company_name", "x"))
        .put(ITEM, org, "port_7")
        .then()
        .statusCode(422)
        .body("code", equalTo("profile.unknown"));
    as(token, item("x"))
        .put(ITEM, org, "-bad-")
        .then()
        .statusCode(400)
        .body("field", equalTo("item_id"));
    as(token)
        .contentType("application/json")
        .body("{nope")
        .put(ITEM, org, "port_7")
        .then()
        .statusCode(400);
  }

  @Test
  void aForeignTenantIsRefusedLikeAnUnknownOne() {
    String foreign = Bearer.organization("org_somebody_else");

    String known =
        as(foreign, item("x")).put(ITEM, org, "port_8").then().statusCode(404).extract().asString();
    String unknown =
        as(foreign, item("x"))
            .put(ITEM, "org_unknown", "port_8")
            .then()
            .statusCode(404)
            .extract()
            .asString();
    assertThat(known).isEqualTo(unknown);
    as(Bearer.operator(), item("x"))
        .put(ITEM, org, "port_8")
        .then()
        .statusCode(400)
        .body("code", equalTo("reason.missing"))
        .body("field", equalTo("X-Palimpsest-Reason"));
    as(Bearer.operator(), item("x"))
        .header("X-Palimpsest-Reason", "repair of ticket 7")
        .put(ITEM, org, "port_8")
        .then()
        .statusCode(201);
  }

  @Test
  void unicodeIsKeptAndLoneSurrogatesAreRefused() {
    as(token, item("Ünïcödé 株式会社 🎉")).put(ITEM, org, "port_9").then().statusCode(201);
    as(token).get(ITEM, org, "port_9").then().body("company_name", equalTo("Ünïcödé 株式会社 🎉"));

    as(token)
        .contentType("application/json")
        .body("{\"profile_id\": \"prof_1\", \"company_name\": \"a\\ud800b\"}")
        .put(ITEM, org, "port_9")
        .then()
        .statusCode(400)
        .body("field", equalTo("company_name"));
  }

  private static List<PortfolioItemChanged> events(String uid) {
    return Announced.of(Topic.PORTFOLIO, PortfolioItemChanged.class, uid);
  }
}
