package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static io.palimpsest.ingest.testing.Api.source;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.RestoreGate;
import io.palimpsest.fencing.Writer;
import io.palimpsest.ingest.erase.FencedDocuments;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backup from before an erasure is put back after it: nothing of it can be read. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class RestoreIT {
  private static final String SOURCE = "/creators/{creator}/twins/coach/sources/{source}";
  private static final List<String> PARTICIPANTS =
      List.of(
          "ingest.content",
          "ingest.keys",
          "ingest.documents",
          "ingest.submissions",
          "ingest.registry");

  @Inject MongoDatabase database;
  @Inject Writer writer;
  @Inject EventPublisher publisher;

  /** Fences and tasks are erasure-service's to sign. */
  private EventPublisher erasure;

  @Inject FencedDocuments documents;

  @BeforeEach
  void connect() {
    erasure = Announced.publisher();
  }

  @AfterEach
  void disconnect() {
    erasure.close();
  }

  @Test
  void anOldCopyIsHiddenAtOnceReportedAtTheStartAndErasedAgainByUidAlone() {
    String creator = Api.creator();
    String token = Bearer.creator(creator);
    as(token, source("Big", "big ".repeat(200_000)))
        .put(SOURCE, creator, "big")
        .then()
        .statusCode(201);
    String ref = "er_" + UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    UUID uid = uid(creator);
    Map<String, List<Document>> backup = backup();

    ScopeRef named = new ScopeRef(ScopeType.CREATOR, creator, uid);
    erasure
        .publish(
            Topic.ERASURE_FENCES,
            uid.toString(),
            new ScopeFenced(uid, ScopeType.CREATOR, ref, Instant.now()))
        .join();
    await().atMost(Duration.ofSeconds(90)).until(() -> writer.isFenced(List.of(uid)));
    PARTICIPANTS.forEach(name -> assertThat(erase(name, ref, named).getRemaining()).isZero());
    pass();
    assertThat(sources(uid)).as("nothing is left").isZero();
    assertThat(report(ref)).as("nothing to report").isEmpty();

    restore(backup);
    assertThat(sources(uid)).as("positive control: the old copy is back").isPositive();
    as(token).get(SOURCE, creator, "big").then().statusCode(404);
    as(token).get(SOURCE + "/content", creator, "big").then().statusCode(404);
    as(token).get("/creators/{c}/twins", creator).then().statusCode(404);
    as(token).get("/creators/{c}/twins/coach/sources", creator).then().statusCode(404);
    as(Bearer.operator())
        .get("/creators?limit=1000")
        .then()
        .statusCode(200)
        .body("items.findAll { it.creator_id == '" + creator + "' }", empty());

    pass();
    assertThat(report(ref)).get().extracting(ErasureReceipt::getMethod).isEqualTo("restore_gate");
    assertThat(report(ref)).get().extracting(ErasureReceipt::getRemaining).isNotEqualTo(0L);
    as(Bearer.operator(), Map.of("display_name", "Again"))
        .put("/creators/{c}", creator)
        .then()
        .statusCode(410);

    ScopeRef nameless = new ScopeRef(ScopeType.CREATOR, "", uid);
    PARTICIPANTS.forEach(name -> assertThat(erase(name, ref, nameless).getRemaining()).isZero());
    assertThat(sources(uid)).isZero();
    pass();
    as(Bearer.operator(), Map.of("display_name", "Again"))
        .put("/creators/{c}", creator)
        .then()
        .statusCode(410);
  }

  @Test
  void theServiceIsReadyOnceItsStoreWasComparedWithTheFences() {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                given()
                    .get("/q/health/ready")
                    .then()
                    .statusCode(200)
                    .body(
                        "checks.find { it.name == 'ingest' }.data.restore",
                        equalTo("compared with the fences")));
  }

  /** One start: the gate of this process is passed once; the next start has its own. */
  private void pass() {
    try (RestoreGate gate =
        RestoreGate.over(writer, documents, publisher, "ingest.documents").start()) {
      await().atMost(Duration.ofSeconds(90)).until(gate::passed);
    }
  }

  private Map<String, List<Document>> backup() {
    Map<String, List<Document>> backup = new HashMap<>();
    for (String name : database.listCollectionNames()) {
      backup.put(name, database.getCollection(name).find().into(new ArrayList<>()));
    }
    return backup;
  }

  private void restore(Map<String, List<Document>> backup) {
    database.getCollection("fences_applied").deleteMany(new Document());
    database.getCollection("erased_scopes").deleteMany(new Document());
    backup.forEach(
        (name, documents) ->
            documents.forEach(
                document ->
                    database
                        .getCollection(name)
                        .replaceOne(
                            Filters.eq("_id", document.get("_id")),
                            document,
                            new ReplaceOptions().upsert(true))));
  }

  private long sources(UUID uid) {
    return documents.count(
        new io.palimpsest.fencing.Fence(0, uid, ScopeType.CREATOR, "er_aaaaaaaaaaaa"));
  }

  private static UUID uid(String creator) {
    JsonPath resolved =
        as(Bearer.service())
            .get("/internal/scopes/resolve?type=CREATOR&ids={c}", creator)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    return resolved.getUUID("path[0].uid");
  }

  private ErasureReceipt erase(String participant, String ref, ScopeRef scope) {
    UUID id = UUID.randomUUID();
    ErasureTask task =
        ErasureTask.newBuilder()
            .setRequestRef(ref)
            .setOccurredAt(Instant.now())
            .setTaskId(id)
            .setParticipant(participant)
            .setAttempt(1)
            .setAction(ErasureAction.ERASE)
            .setScopePath(List.of(scope))
            .setUids(List.of(scope.getUid()))
            .setNamespaces(List.of())
            .setSharedNamespaces(List.of())
            .setFenceSequence(writer.fencesApplied())
            .setExpiresAt(Instant.now().plus(Duration.ofSeconds(90)))
            .build();
    erasure.publish(new WorkTopic(participant), ref, task).join();
    return await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> receipts(ref).stream().filter(r -> r.getTaskId().equals(id)).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<ErasureReceipt> report(String ref) {
    return receipts(ref).stream()
        .filter(receipt -> receipt.getMethod().equals("restore_gate"))
        .findFirst();
  }

  private static List<ErasureReceipt> receipts(String ref) {
    return Announced.of(Topic.ERASURE_RECEIPTS, ErasureReceipt.class, ref);
  }
}
