package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static io.palimpsest.ingest.testing.Api.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is parked belongs to all that it could belong to, whatever it says of itself (I15). */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ParkedClaimsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private String org = "";

  @BeforeEach
  void register() {
    org = Api.organization();
    as(Bearer.operator(), Map.of("name", "Other"))
        .put("/organizations/{org}/profiles/prof_2", org)
        .then()
        .statusCode(201);
  }

  @Test
  void anErasedProfileTakesAlongWhatClaimsAnotherForAnItemThatIsItsOwnByNow() {
    UUID claimed = park("port_1", "prof_2");
    UUID others = park("port_2", "prof_2");
    create("port_1");
    List<ScopeRef> profile = Erasing.path(Erasing.resolve("PROFILE", org, "prof_1"));
    Erasing.fence(profile.getLast());
    awaitGone("port_1");

    assertThat(Erasing.run("ingest.submissions", ErasureAction.COUNT, profile).getFound())
        .isEqualTo(1);
    erase(profile);

    assertParked(claimed, 404);
    assertParked(others, 200);
  }

  @Test
  void anErasedItemTakesAlongWhatClaimsAProfileThatNobodyKnows() {
    create("port_1");
    UUID claimed = park("port_1", "prof_none");
    UUID others = park("port_2", "prof_none");
    List<ScopeRef> self = Erasing.path(Erasing.resolve("ITEM", org, "port_1"));
    Erasing.fence(self.getLast());
    awaitGone("port_1");

    erase(self);

    assertParked(claimed, 404);
    assertParked(others, 200);
  }

  private void erase(List<ScopeRef> path) {
    assertThat(Erasing.run("ingest.submissions", ErasureAction.ERASE, path))
        .satisfies(receipt -> assertThat(receipt.getFailure()).isNull())
        .satisfies(receipt -> assertThat(receipt.getDeleted()).isEqualTo(1))
        .satisfies(receipt -> assertThat(receipt.getRemaining()).isZero());
  }

  private void create(String item) {
    as(Bearer.organization(org), item("Acme"))
        .put("/organizations/{org}/items/{item}", org, item)
        .then()
        .statusCode(201);
  }

  private void awaitGone(String item) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                as(Bearer.organization(org))
                    .get("/organizations/{org}/items/{item}", org, item)
                    .then()
                    .statusCode(404));
  }

  private UUID park(String item, String profile) {
    UUID event = UUID.randomUUID();
    PortfolioItemSubmitted refused =
        PortfolioItemSubmitted.newBuilder()
            .setEventId(event)
            .setOccurredAt(Instant.now())
            .setOrgId(org)
            .setProfileId(profile)
            .setItemId(item)
            .setChange(Change.UPSERT)
            .setItem(new PortfolioItemState(" ", List.of(), List.of(), null, null))
            .build();
    try (EventPublisher publisher = Announced.publisher()) {
      publisher
          .publish(Topic.INBOX_PORTFOLIO, item, refused, TokenHeader.of(Bearer.organization(org)))
          .join();
    }
    await().atMost(PATIENCE).untilAsserted(() -> assertParked(event, 200));
    return event;
  }

  private static void assertParked(UUID event, int status) {
    as(Bearer.operator()).get("/submissions/{id}", event).then().statusCode(status);
  }
}
