package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static io.palimpsest.ingest.testing.Api.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.mongodb.client.MongoDatabase;
import io.palimpsest.event.Change;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.event.SourceSubmitted;
import io.palimpsest.ingest.store.SuppressedScopes;
import io.palimpsest.ingest.store.SuppressedScopes.Name;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.Erasing;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.ingest.testing.RecordedLifting;
import io.palimpsest.ingest.testing.SwitchableLeave;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** A suppressed name is refused at every door, and nothing of what was brought is kept. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class SuppressionIT {
  private static final String TWIN = "/creators/{creator}/twins/coach";
  private static final String SOURCE = TWIN + "/sources/{source}";
  private static final String BULK = TWIN + "/sources:bulk";
  private static final List<String> PARTICIPANTS =
      List.of(
          "ingest.content",
          "ingest.keys",
          "ingest.documents",
          "ingest.submissions",
          "ingest.registry");

  @Inject SwitchableLeave leave;
  @Inject RecordedLifting lifting;
  @Inject MongoDatabase database;
  @Inject SuppressedScopes suppressed;
  @Inject GuardedWork guarded;

  @Test
  void aSuppressedCreatorIsRefusedAtEveryDoorAndNothingIsKept() {
    String plain = erased(false);
    String creator = erased(true);
    assertDoors(plain, "scope.not_readmitted", 404, "tenant.not_found");
    assertDoors(creator, "scope.suppressed", 410, "scope.suppressed");
    as(Bearer.creator(Api.creator()), source("A", "a"))
        .put(SOURCE, creator, "src_a")
        .then()
        .statusCode(404)
        .body("code", equalTo("tenant.not_found"));

    String canary = "canary-" + UUID.randomUUID();
    UUID refused = submit(creator, canary, Bearer.creator(creator));
    UUID expired = submit(creator, canary, "no token at all");
    UUID control = submit("never-seen-" + creator, canary, Bearer.creator("never-seen-" + creator));
    await().atMost(Duration.ofSeconds(90)).until(() -> isParked(control));
    assertThat(isParked(refused)).as("kept although its name is suppressed").isFalse();
    assertThat(isParked(expired)).as("kept although its name is suppressed").isFalse();
  }

  @Test
  void aSuppressedTwinStaysSuppressedWhenItsCreatorComesBack() {
    String creator = Api.creator();
    List<ScopeRef> twin = Erasing.path(Erasing.resolve("TWIN", creator, "coach"));
    erase(twin, List.of(creator, "coach"));
    List<ScopeRef> all = Erasing.path(Erasing.resolve("CREATOR", creator));
    erase(all, List.of());
    leave.give();
    as(Bearer.operator(), Map.of("type", "CREATOR", "ids", List.of(creator)))
        .post("/registry/readmissions")
        .then()
        .statusCode(204);
    as(Bearer.operator(), Map.of("display_name", "Back"))
        .put("/creators/{creator}", creator)
        .then()
        .statusCode(201);

    as(Bearer.creator(creator), Map.of())
        .put(TWIN, creator)
        .then()
        .statusCode(410)
        .body("code", equalTo("scope.suppressed"));
    UUID kept = submit(creator, "text", "no token at all");
    UUID control = submit("never-seen-" + creator, "text", "no token at all");
    await().atMost(Duration.ofSeconds(90)).until(() -> isParked(control));
    assertThat(isParked(kept)).isFalse();
    as(Bearer.creator(creator), Map.of())
        .put("/creators/{creator}/twins/other", creator)
        .then()
        .statusCode(201);
  }

  @Test
  void onlyComplianceLetsASuppressedNameComeBackAndWithAReason() {
    String creator = erased(true);
    Map<String, Object> plain = Map.of("type", "CREATOR", "ids", List.of(creator));
    Map<String, Object> reasoned =
        Map.of("type", "CREATOR", "ids", List.of(creator), "reason", "court_order");
    leave.give();
    as(Bearer.creator(creator), reasoned).post("/registry/readmissions").then().statusCode(403);
    as(Bearer.operator(), reasoned)
        .post("/registry/readmissions")
        .then()
        .statusCode(403)
        .body("code", equalTo("scope.suppressed"));
    as(Bearer.compliance(), plain)
        .post("/registry/readmissions")
        .then()
        .statusCode(400)
        .body("field", equalTo("reason"));
    assertThat(told(creator)).isEmpty();

    leave.refuse();
    as(Bearer.compliance(), reasoned).post("/registry/readmissions").then().statusCode(409);
    register(creator).statusCode(410).body("code", equalTo("scope.suppressed"));
    leave.give();
    as(Bearer.compliance(), reasoned).post("/registry/readmissions").then().statusCode(204);
    register(creator).statusCode(201);
    assertThat(lifting.told())
        .filteredOn(told -> told.by().equals("compliance-1"))
        .extracting(RecordedLifting.Told::reason)
        .contains("court_order");
  }

  @Test
  void whatIsRepeatedAfterTheNameCameBackSuppressesNothing() {
    Name name = new Name(ScopeType.CREATOR, List.of(Api.name("ada")));
    suppress(name, "er_one");
    suppress(name, "er_two");
    assertThat(suppressed.requestRef(name)).as("the first one counts").contains("er_one");
    assertThat(suppressed.isAny(name)).isTrue();
    assertThat(marks().toString()).doesNotContain(name.ids().getFirst());
    suppressed.lift(name, "er_one");
    assertThat(suppressed.isAny(name)).isFalse();
    suppress(name, "er_one");
    assertThat(suppressed.isAny(name)).as("a late repeat").isFalse();
    suppress(name, "er_three");
    assertThat(suppressed.requestRef(name)).as("another erasure").contains("er_three");
  }

  private void suppress(Name name, String ref) {
    boolean done =
        guarded.run(
            List.of(UUID.randomUUID()),
            work -> {
              suppressed.suppress(name, ref, work);
              return true;
            });
    assertThat(done).isTrue();
  }

  private void assertDoors(String creator, String register, int status, String code) {
    register(creator).statusCode(410).body("code", equalTo(register));
    String token = Bearer.creator(creator);
    as(token, Map.of()).put(TWIN, creator).then().statusCode(status).body("code", equalTo(code));
    as(token, source("A", "a"))
        .put(SOURCE, creator, "src_a")
        .then()
        .statusCode(status)
        .body("code", equalTo(code));
    as(token)
        .contentType("application/x-ndjson")
        .urlEncodingEnabled(false)
        .body("{\"source_id\":\"src_a\"}\n".getBytes(StandardCharsets.UTF_8))
        .post(BULK, creator)
        .then()
        .statusCode(status)
        .body("code", equalTo(code));
  }

  private static io.restassured.response.ValidatableResponse register(String creator) {
    return as(Bearer.operator(), Map.of("display_name", "Ada"))
        .put("/creators/{creator}", creator)
        .then();
  }

  private static String erased(boolean suppressed) {
    String creator = Api.creator();
    erase(
        Erasing.path(Erasing.resolve("CREATOR", creator)),
        suppressed ? List.of(creator) : List.of());
    return creator;
  }

  private static void erase(List<ScopeRef> path, List<String> suppressed) {
    Erasing.fence(path.getLast());
    for (String participant : PARTICIPANTS) {
      assertThat(Erasing.run(participant, ErasureAction.ERASE, path, suppressed).getRemaining())
          .isZero();
    }
  }

  private List<RecordedLifting.Told> told(String creator) {
    return marks().stream()
        .map(mark -> mark.getString("request_ref"))
        .flatMap(ref -> lifting.told().stream().filter(told -> told.requestRef().equals(ref)))
        .toList();
  }

  private List<Document> marks() {
    return database.getCollection("suppressed_scopes").find().into(new ArrayList<>());
  }

  private static UUID submit(String creator, String text, String token) {
    UUID id = UUID.randomUUID();
    SourceSubmitted event =
        SourceSubmitted.newBuilder()
            .setEventId(id)
            .setOccurredAt(Instant.now())
            .setCreatorId(creator)
            .setTwinId("coach")
            .setSourceId("src_late")
            .setChange(Change.UPSERT)
            .setTitle("Late")
            .setMediaType("text/plain")
            .setMetadata(Map.of())
            .setContent(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
            .build();
    try (EventPublisher publisher = Announced.publisher()) {
      publisher.publish(Topic.INBOX_SOURCES, "one-partition", event, TokenHeader.of(token)).join();
    }
    return id;
  }

  private static boolean isParked(UUID id) {
    return as(Bearer.operator()).get("/submissions/{id}", id).statusCode() == 200;
  }
}
