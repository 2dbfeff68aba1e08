package io.palimpsest.ingest.erase;

import static io.palimpsest.ingest.testing.Api.as;
import static io.palimpsest.ingest.testing.Api.item;
import static io.palimpsest.ingest.testing.Api.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.palimpsest.event.Change;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.event.PortfolioItemSubmitted;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.fencing.Writer;
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
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A task stands still at each of its writes in turn, right before the bytes go out. Meanwhile
 * another instance does the same erasure to its end, the scope is admitted again, and the task goes
 * on: the new scope loses nothing.
 */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@TestProfile(StalledErasureIT.PatientDriver.class)
class StalledErasureIT {
  /** So long that the write that was held back is sent for certain, however late. */
  public static final class PatientDriver implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "palimpsest.fence.deadline",
          "PT2M",
          "palimpsest.fence.landing",
          "PT1S",
          "palimpsest.ingest.outbox.lease",
          "PT10M");
    }
  }

  private static final List<String> PARTICIPANTS =
      List.of(
          "ingest.content",
          "ingest.keys",
          "ingest.submissions",
          "ingest.documents",
          "ingest.registry");
  private static final List<String> WITHOUT_CONTENT = PARTICIPANTS.subList(1, PARTICIPANTS.size());
  private static final String SOURCE = "/creators/{creator}/twins/coach/sources/big";
  private static final String ITEM = "/organizations/{org}/items/port_1";
  private static final String BIG = "big ".repeat(200_000);

  private static EventPublisher publisher;

  @Inject TaskRunner runner;
  @Inject Writer writer;
  @Inject SwitchableLeave leave;
  @Inject MongoDatabase database;

  /** One scope, and how it comes to be and is looked at. */
  private interface Case {
    /** What it is, outermost first. */
    List<ScopeRef> resolve();

    /** Writes all that a scope of the kind can have in ingest. */
    void fill();

    /** Asserts that all of it is there. */
    void assertWhole();
  }

  @BeforeAll
  static void connect() {
    publisher = Announced.publisher();
  }

  @AfterAll
  static void disconnect() {
    publisher.close();
  }

  @BeforeEach
  void giveLeave() {
    leave.give();
  }

  @Test
  void aSourceThatWasAdmittedAgainLosesNothing() throws Exception {
    for (String participant :
        List.of("ingest.content", "ingest.keys", "ingest.documents", "ingest.registry")) {
      stallEach(participant, this::aSource);
    }
  }

  @Test
  void anItemThatWasAdmittedAgainLosesNothing() throws Exception {
    for (String participant : WITHOUT_CONTENT) {
      stallEach(participant, this::anItem);
    }
  }

  @Test
  void aProfileThatWasAdmittedAgainLosesNothing() throws Exception {
    for (String participant : WITHOUT_CONTENT) {
      stallEach(participant, this::aProfile);
    }
  }

  private void stallEach(String participant, Supplier<Case> fresh) throws InterruptedException {
    int stalls = 0;
    for (int write = 0; stall(participant, fresh.get(), write); write++) {
      stalls++;
    }
    System.out.println(participant + ": stalled at " + stalls + " writes");
    assertThat(stalls).isPositive();
  }

  /** False when the task made no such write. */
  private boolean stall(String participant, Case scope, int write) throws InterruptedException {
    scope.fill();
    scope.assertWhole();
    List<ScopeRef> path = scope.resolve();
    Erasing.fence(path.getLast());
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> writer.isFenced(List.of(path.getLast().getUid())));
    Thread victim = new Thread(() -> runner.run(task(participant, path)));
    StallingCommands.Stall stall = StallingCommands.at(victim, write);
    victim.start();
    if (!stall.isReached()) {
      return false;
    }
    for (String each : PARTICIPANTS) {
      assertThat(runner.run(task(each, path)))
          .get()
          .satisfies(receipt -> assertThat(receipt.getFailure()).isNull())
          .satisfies(receipt -> assertThat(receipt.getRemaining()).isZero());
    }
    readmit(path);
    scope.fill();
    scope.assertWhole();

    stall.release();
    victim.join();

    assertThat(stall.landed()).as("the write that was held back was sent").isTrue();
    scope.assertWhole();
    scope.fill();
    return true;
  }

  private static void readmit(List<ScopeRef> path) {
    as(
            Bearer.operator(),
            Map.of(
                "type",
                path.getLast().getType().name(),
                "ids",
                path.stream().map(ScopeRef::getId).toList()))
        .post("/registry/readmissions")
        .then()
        .statusCode(204);
  }

  private ErasureTask task(String participant, List<ScopeRef> path) {
    return ErasureTask.newBuilder()
        .setRequestRef("er_" + path.getLast().getUid().toString().replace("-", ""))
        .setOccurredAt(Instant.now())
        .setTaskId(UUID.randomUUID())
        .setParticipant(participant)
        .setAttempt(1)
        .setAction(ErasureAction.ERASE)
        .setScopePath(path)
        .setUids(List.of(path.getLast().getUid()))
        .setNamespaces(List.of())
        .setSharedNamespaces(List.of())
        .setFenceSequence(writer.fencesApplied())
        .setExpiresAt(Instant.now().plus(Duration.ofMinutes(5)))
        .build();
  }

  private Case aSource() {
    String creator = Api.creator();
    String token = Bearer.creator(creator);
    return new Case() {
      @Override
      public List<ScopeRef> resolve() {
        return Erasing.path(Erasing.resolve("SOURCE", creator, "coach", "big"));
      }

      @Override
      public void fill() {
        assertThat(as(token, source("Big", BIG)).put(SOURCE, creator).statusCode()).isIn(200, 201);
      }

      @Override
      public void assertWhole() {
        assertThat(
                as(token)
                    .get(SOURCE + "/content", creator)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString())
            .isEqualTo(BIG);
      }
    };
  }

  private Case anItem() {
    String org = Api.organization();
    String token = Bearer.organization(org);
    return new Case() {
      private UUID parked = UUID.randomUUID();

      @Override
      public List<ScopeRef> resolve() {
        return Erasing.path(Erasing.resolve("ITEM", org, "port_1"));
      }

      @Override
      public void fill() {
        assertThat(as(token, item("Acme")).put(ITEM, org).statusCode()).isIn(200, 201);
        parked = park(org);
      }

      @Override
      public void assertWhole() {
        as(token).get(ITEM, org).then().statusCode(200);
        awaitParked(parked);
      }
    };
  }

  private static UUID park(String org) {
    UUID event = UUID.randomUUID();
    publisher
        .publish(
            Topic.INBOX_PORTFOLIO,
            "port_1",
            refused(event, org),
            TokenHeader.of(Bearer.organization(org)))
        .join();
    awaitParked(event);
    return event;
  }

  private static void awaitParked(UUID event) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> as(Bearer.operator()).get("/submissions/{id}", event).then().statusCode(200));
  }

  private Case aProfile() {
    String slug = Api.name("seats");
    String org = "org_" + slug;
    as(Bearer.operator(), Map.of("slug", slug, "name", "Seats", "plan_tier", "starter"))
        .put("/organizations/{org}", org)
        .then()
        .statusCode(201);
    return new Case() {
      private UUID parked = UUID.randomUUID();

      @Override
      public List<ScopeRef> resolve() {
        return Erasing.path(Erasing.resolve("PROFILE", org, "prof_1"));
      }

      @Override
      public void fill() {
        assertThat(
                as(Bearer.operator(), Map.of("name", "P"))
                    .put("/organizations/{org}/profiles/prof_1", org)
                    .statusCode())
            .isIn(200, 201);
        assertThat(
                as(Bearer.organization(org), item("Acme"))
                    .put("/organizations/{org}/items/" + Api.name("port"), org)
                    .statusCode())
            .isEqualTo(201);
        parked = park(org);
      }

      @Override
      public void assertWhole() {
        awaitParked(parked);
        List<ScopeRef> path = resolve();
        assertThat(path).hasSize(2);
        assertThat(
                database
                    .getCollection("portfolio_items")
                    .countDocuments(Filters.eq("path.uid", path.getLast().getUid().toString())))
            .as("items of the profile")
            .isPositive();
        assertThat(
                database
                    .getCollection("plan_seats")
                    .countDocuments(
                        Filters.and(
                            Filters.eq("_id", path.getFirst().getUid().toString()),
                            Filters.eq("seats.profile", "prof_1"))))
            .as("its seat")
            .isOne();
      }
    };
  }

  private static PortfolioItemSubmitted refused(UUID event, String org) {
    return PortfolioItemSubmitted.newBuilder()
        .setEventId(event)
        .setOccurredAt(Instant.now())
        .setOrgId(org)
        .setProfileId("prof_1")
        .setItemId("port_1")
        .setChange(Change.UPSERT)
        .setItem(new PortfolioItemState(" ", List.of(), List.of(), null, null))
        .build();
  }
}
