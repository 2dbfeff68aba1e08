package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static io.palimpsest.ingest.testing.Api.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.ingest.testing.SwitchableSink;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealParts.class)
class OutboxIT {
  private static final String ITEM = "/organizations/{org}/items/{item}";

  @Inject SwitchableSink sink;
  private String org = "";
  private String token = "";

  @BeforeEach
  void register() {
    org = Api.organization();
    token = Bearer.organization(org);
  }

  @AfterEach
  void heal() {
    List.of(Topic.values()).forEach(sink::on);
  }

  @Test
  void whatACrashLeftIsAnnouncedOnceAndOnlyAsTheDocumentSaysNow() {
    int before = sink.lost();
    sink.off(Topic.PORTFOLIO);
    String uid =
        as(token, item("First"))
            .put(ITEM, org, "port_1")
            .then()
            .statusCode(201)
            .extract()
            .path("uid");
    as(token, item("Second")).put(ITEM, org, "port_1").then().statusCode(200);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(sink.lost() - before).isGreaterThanOrEqualTo(2));
    assertThat(events(uid)).isEmpty();

    sink.on(Topic.PORTFOLIO);

    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(events(uid)).isNotEmpty());
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(events(uid))
                    .extracting(PortfolioItemChanged::getRevision)
                    .containsExactly(2L));
  }

  @Test
  void childrenWaitUntilTheirTenantIsAnnounced() {
    String id = "org_" + Api.name("late");
    sink.off(Topic.TENANTS);
    Api.register(id, Api.name("late")).statusCode(201);

    as(Bearer.operator(), java.util.Map.of("name", "Ada"))
        .put("/organizations/{org}/profiles/prof_1", id)
        .then()
        .statusCode(409)
        .body("code", equalTo("tenant.not_announced"));

    sink.on(Topic.TENANTS);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(Bearer.operator(), java.util.Map.of("name", "Ada"))
                    .put("/organizations/{org}/profiles/prof_1", id)
                    .then()
                    .statusCode(201));
  }

  @Test
  void twoWritersOfOneEntityGetDifferentRevisionsAndOneOrder() {
    int writes = 40;
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<CompletableFuture<Integer>> answers =
          IntStream.range(0, writes)
              .mapToObj(n -> CompletableFuture.supplyAsync(() -> put("Company " + n), threads))
              .toList();
      assertThat(answers)
          .extracting(CompletableFuture::join)
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, writes).boxed().toList());
    }

    String uid = as(token).get(ITEM, org, "busy").then().extract().path("uid");
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(events(uid))
                    .extracting(PortfolioItemChanged::getRevision)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .endsWith((long) writes));
  }

  private int put(String company) {
    return as(token, item(company)).put(ITEM, org, "busy").then().extract().path("revision");
  }

  private static List<PortfolioItemChanged> events(String uid) {
    return Announced.of(Topic.PORTFOLIO, PortfolioItemChanged.class, uid);
  }
}
