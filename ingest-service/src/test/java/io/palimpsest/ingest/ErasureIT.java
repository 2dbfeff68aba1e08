package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static io.palimpsest.ingest.testing.Api.item;
import static io.palimpsest.ingest.testing.Api.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.palimpsest.event.Change;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.event.PortfolioItemSubmitted;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.Erasing;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.ingest.testing.SwitchableLeave;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ErasureIT {
  private static final String ITEM = "/organizations/{org}/items/{item}";
  private static final String SOURCE = "/creators/{creator}/twins/coach/sources/{source}";

  private static EventPublisher publisher;

  @Inject SwitchableLeave leave;
  @Inject MongoDatabase database;

  @BeforeAll
  static void connect() {
    publisher = Announced.publisher();
  }

  @AfterAll
  static void disconnect() {
    publisher.close();
  }

  @Test
  void aScopeIsResolvedWithItsChildrenAndEntitiesStubsIncluded() {
    String creator = Api.creator();
    String token = Bearer.creator(creator);
    as(token, source("A", "a")).put(SOURCE, creator, "src_a").then().statusCode(201);
    as(token, source("B", "b")).put(SOURCE, creator, "src_b").then().statusCode(201);
    as(token).delete(SOURCE, creator, "src_b").then().statusCode(200);

    JsonPath resolved = Erasing.resolve("CREATOR", creator);
    assertThat(resolved.getList("path.type")).containsExactly("CREATOR");
    assertThat(resolved.getList("children.id")).containsExactly("coach");
    assertThat(resolved.getLong("entities")).isEqualTo(2);
    assertThat(Erasing.resolve("SOURCE", creator, "coach", "src_b").getList("path.type"))
        .containsExactly("CREATOR", "TWIN", "SOURCE");
    String uid = Erasing.resolve("TWIN", creator, "coach").getString("path[1].uid");
    String next =
        as(Bearer.service())
            .get("/internal/scopes/{uid}/entities?limit=1", uid)
            .then()
            .body("entities", hasSize(1))
            .extract()
            .path("next");
    as(Bearer.service())
        .get("/internal/scopes/{uid}/entities?limit=2&cursor={c}", uid, next)
        .then()
        .body("entities.id", equalTo(List.of("src_b")))
        .body("next", equalTo(null));
    as(Bearer.service())
        .get("/internal/scopes/resolve?type=TWIN&ids={c}&ids=nobody", creator)
        .then()
        .statusCode(404)
        .body("code", equalTo("scope.not_found"));
    as(token).get("/internal/scopes/resolve?type=CREATOR&ids={c}", creator).then().statusCode(403);
  }

  @Test
  void whatANameMayMeanIsFoundByNameAndReferenceUntilItIsFenced() {
    String name = Api.name("Grace");
    String first = Api.name("grace");
    String second = Api.name("grace");
    as(Bearer.operator(), Map.of("display_name", name))
        .put("/creators/{c}", first)
        .then()
        .statusCode(201);
    as(Bearer.operator(), Map.of("display_name", "Other", "external_reference", "crm " + name))
        .put("/creators/{c}", second)
        .then()
        .statusCode(201);
    JsonPath found = candidates(name.toUpperCase(java.util.Locale.ROOT));
    assertThat(found.getList("ids.flatten()")).containsExactlyInAnyOrder(first, second);
    assertThat(found.getList("matched")).containsExactlyInAnyOrder("name", "external_reference");
    assertThat(candidates("." + name.substring(1)).getList("$")).as("no pattern").isEmpty();
    as(Bearer.service()).get("/internal/scopes/candidates?q=ab").then().statusCode(400);
    as(Bearer.operator()).get("/internal/scopes/candidates?q=abc").then().statusCode(403);

    Erasing.fence(Erasing.path(Erasing.resolve("CREATOR", first)).getLast());
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> assertThat(candidates(name).getList("ids.flatten()")).containsExactly(second));
  }

  @Test
  void whomAPlatformNamesByAHashIsFoundUntilItIsFenced() throws Exception {
    String creator = Api.creator();
    String reference = creator + "@Example.org";
    Map<String, String> named = Map.of("external_reference", reference);
    as(Bearer.operator(), named).put("/creators/{c}", creator).then().statusCode(200);
    as(Bearer.operator(), named).put("/creators/{c}/twins/coach", creator).then().statusCode(200);
    as(Bearer.operator(), Map.of("external_reference", "somebody else"))
        .put("/creators/{c}/twins/guide", creator)
        .then()
        .statusCode(201);
    assertThat(hashed(reference).getList("ids"))
        .containsExactlyInAnyOrder(List.of(creator), List.of(creator, "coach"));
    as(Bearer.operator()).delete("/creators/{c}/twins/coach", creator).then().statusCode(200);
    assertThat(hashed(reference).getList("ids"))
        .as("what is closed is kept, and so it is found")
        .containsExactlyInAnyOrder(List.of(creator), List.of(creator, "coach"));
    as(Bearer.service(), Map.of("platform", "drop", "hash", "abc"))
        .post("/internal/scopes/hashed")
        .then()
        .statusCode(400);
    as(Bearer.operator(), Map.of("platform", "drop", "hash", "0".repeat(64)))
        .post("/internal/scopes/hashed")
        .then()
        .statusCode(403);

    Erasing.fence(Erasing.path(Erasing.resolve("CREATOR", creator)).getLast());
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(hashed(reference).getList("$")).isEmpty());
  }

  private static JsonPath hashed(String reference) throws Exception {
    byte[] text = reference.toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    return as(Bearer.service(), Map.of("platform", "drop", "hash", hash))
        .post("/internal/scopes/hashed")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static JsonPath candidates(String text) {
    return as(Bearer.service())
        .queryParam("q", text)
        .get("/internal/scopes/candidates")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void everythingKeptOfAScopeIsExportedALineEachFencedOrNot() throws Exception {
    String creator = Api.creator();
    String token = Bearer.creator(creator);
    String big = "big ".repeat(200_000);
    as(token, source("Big", big)).put(SOURCE, creator, "big").then().statusCode(201);
    as(token, source("Small", "a few words")).put(SOURCE, creator, "small").then().statusCode(201);
    as(token, source("Gone", "gone")).put(SOURCE, creator, "gone").then().statusCode(201);
    as(token).delete(SOURCE, creator, "gone").then().statusCode(200);
    ScopeRef scope = Erasing.path(Erasing.resolve("CREATOR", creator)).getLast();
    Erasing.fence(scope);
    String lines =
        as(Bearer.service())
            .get("/internal/scopes/{uid}/export", scope.getUid())
            .then()
            .statusCode(200)
            .contentType("application/x-ndjson")
            .extract()
            .asString();
    List<JsonPath> documents = lines.lines().map(JsonPath::from).toList();
    assertThat(documents)
        .extracting(line -> line.getString("type"))
        .containsExactly("CREATOR", "TWIN", "SOURCE", "SOURCE", "SOURCE");
    JsonPath whole =
        documents.stream().filter(d -> "big".equals(d.getString("ids[2]"))).findFirst().get();
    assertThat(
            new String(
                java.util.Base64.getDecoder().decode(whole.getString("state.content_base64")),
                java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(big);
    assertThat(documents).filteredOn(line -> line.getBoolean("deleted")).hasSize(1);
    as(token).get("/internal/scopes/{uid}/export", scope.getUid()).then().statusCode(403);
  }

  @Test
  void anErasedOrganizationIsGoneStaysGoneAndKeepsItsSlug() {
    String org = Api.organization();
    String slug = org.substring("org_".length());
    String token = Bearer.organization(org);
    as(token, item("Acme")).put(ITEM, org, "port_1").then().statusCode(201);
    PortfolioItemSubmitted parked = submitted(org, "port_2", " ");
    publish(parked, token);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> as(token).get("/submissions/{id}", parked.getEventId()).then().statusCode(200));
    List<ScopeRef> path = Erasing.path(Erasing.resolve("ORGANIZATION", org));
    Erasing.fence(path.getLast());
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> as(token).get(ITEM, org, "port_1").then().statusCode(404));
    as(token, item("Back")).put(ITEM, org, "port_1").then().statusCode(404);

    assertThat(Erasing.run("ingest.documents", ErasureAction.COUNT, path).getFound()).isEqualTo(1);
    assertThat(Erasing.run("ingest.submissions", ErasureAction.COUNT, path).getFound())
        .isEqualTo(1);
    for (String participant :
        List.of(
            "ingest.content",
            "ingest.keys",
            "ingest.documents",
            "ingest.submissions",
            "ingest.registry")) {
      assertThat(Erasing.run(participant, ErasureAction.ERASE, path).getRemaining()).isZero();
      assertThat(Erasing.run(participant, ErasureAction.VERIFY, path).getRemaining()).isZero();
    }

    as(Bearer.service())
        .get("/internal/scopes/resolve?type=ORGANIZATION&ids={c}", org)
        .then()
        .statusCode(404);
    Api.register(org, slug).statusCode(410).body("code", equalTo("scope.not_readmitted"));
    Api.register("org_thief-" + slug, slug).statusCode(409).body("code", equalTo("slug.taken"));
    PortfolioItemSubmitted late = submitted(org, "port_1", "Late");
    publish(late, token);
    PortfolioItemSubmitted control = submitted("org_never-seen", "port_1", "Control");
    publish(control, token);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(Bearer.operator())
                    .get("/submissions/{id}", control.getEventId())
                    .then()
                    .statusCode(200));
    as(Bearer.operator()).get("/submissions/{id}", late.getEventId()).then().statusCode(404);
  }

  @Test
  void anErasedProfileLeavesNoSeatThatNamesItAndItsNeighbourKeepsItsOwn() {
    String slug = Api.name("seats");
    String org = "org_" + slug;
    as(Bearer.operator(), Map.of("slug", slug, "name", "Seats", "plan_tier", "starter"))
        .put("/organizations/{org}", org)
        .then()
        .statusCode(201);
    for (String profile : List.of("p1", "p2")) {
      as(Bearer.operator(), Map.of("name", "P"))
          .put("/organizations/{org}/profiles/{profile}", org, profile)
          .then()
          .statusCode(201);
    }
    List<ScopeRef> path = Erasing.path(Erasing.resolve("PROFILE", org, "p1"));
    assertThat(seats(path.getFirst())).containsExactlyInAnyOrder("p1", "p2");
    Erasing.fence(path.getLast());
    assertThat(Erasing.run("ingest.registry", ErasureAction.ERASE, path).getRemaining()).isZero();
    assertThat(seats(path.getFirst())).containsExactly("p2");
  }

  private List<String> seats(ScopeRef organization) {
    return database
        .getCollection("plan_seats")
        .find(Filters.eq("_id", organization.getUid().toString()))
        .into(new ArrayList<>())
        .stream()
        .flatMap(all -> all.getList("seats", Document.class).stream())
        .map(seat -> seat.getString("profile"))
        .toList();
  }

  @Test
  void anErasedSourceTakesItsContentAlongAndItsNeighbourStays() {
    String creator = Api.creator();
    String token = Bearer.creator(creator);
    as(token, source("Big", "big ".repeat(200_000)))
        .put(SOURCE, creator, "big")
        .then()
        .statusCode(201);
    as(token, source("Other", "big ".repeat(200_000)))
        .put(SOURCE, creator, "other")
        .then()
        .statusCode(201);
    List<ScopeRef> path = Erasing.path(Erasing.resolve("SOURCE", creator, "coach", "big"));
    Erasing.fence(path.getLast());
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(token, source("Big", "again"))
                    .put(SOURCE, creator, "big")
                    .then()
                    .statusCode(410));

    assertThat(Erasing.run("ingest.content", ErasureAction.ERASE, path).getDeleted()).isEqualTo(1);
    assertThat(Erasing.run("ingest.documents", ErasureAction.ERASE, path).getDeleted())
        .isEqualTo(1);
    assertThat(Erasing.run("ingest.documents", ErasureAction.ERASE, path).getDeleted()).isZero();
    assertThat(Erasing.run("ingest.registry", ErasureAction.ERASE, path).getRemaining()).isZero();

    as(token, source("Big", "again"))
        .put(SOURCE, creator, "big")
        .then()
        .statusCode(410)
        .body("code", equalTo("scope.not_readmitted"));
    as(token).get(SOURCE + "/content", creator, "other").then().statusCode(200);

    Map<String, Object> readmission =
        Map.of("type", "SOURCE", "ids", List.of(creator, "coach", "big"));
    leave.refuse();
    as(Bearer.operator(), readmission)
        .post("/registry/readmissions")
        .then()
        .statusCode(409)
        .body("code", equalTo("readmission.not_confirmed"));
    as(token, source("Big", "again")).put(SOURCE, creator, "big").then().statusCode(410);
    leave.give();
    as(Bearer.operator(), readmission).post("/registry/readmissions").then().statusCode(204);
    as(Bearer.operator(), readmission)
        .post("/registry/readmissions")
        .then()
        .statusCode(404)
        .body("code", equalTo("scope.not_erased"));
    String uid =
        as(token, source("Big", "again"))
            .put(SOURCE, creator, "big")
            .then()
            .statusCode(201)
            .body("revision", equalTo(1))
            .extract()
            .path("uid");
    assertThat(uid).isNotEqualTo(path.getLast().getUid().toString());
  }

  private static PortfolioItemSubmitted submitted(String org, String id, String company) {
    return PortfolioItemSubmitted.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(Instant.now())
        .setOrgId(org)
        .setProfileId("prof_1")
        .setItemId(id)
        .setChange(Change.UPSERT)
        .setItem(new PortfolioItemState(company, List.of(), List.of(), null, null))
        .build();
  }

  private static void publish(PortfolioItemSubmitted event, String token) {
    publisher
        .publish(Topic.INBOX_PORTFOLIO, event.getItemId(), event, TokenHeader.of(token))
        .join();
  }
}
