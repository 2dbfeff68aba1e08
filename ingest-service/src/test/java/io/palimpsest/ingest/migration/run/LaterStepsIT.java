package io.palimpsest.ingest.migration.run;

import static io.palimpsest.ingest.migration.run.Calls.PORTFOLIO;
import static io.palimpsest.ingest.migration.run.Calls.done;
import static io.palimpsest.ingest.migration.run.Calls.file;
import static io.palimpsest.ingest.migration.run.Calls.job;
import static io.palimpsest.ingest.migration.run.Calls.post;
import static io.palimpsest.ingest.migration.run.Calls.request;
import static io.palimpsest.ingest.migration.run.Calls.status;
import static io.palimpsest.ingest.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.ingest.migration.mapping.ItemMapping;
import io.palimpsest.ingest.migration.mapping.LegacyRow;
import io.palimpsest.ingest.migration.testing.OldParts;
import io.palimpsest.ingest.migration.testing.VectorDouble;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.Erasing;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.tenancy.OrganizationId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes beside the phases of a migration, and after them: the end of the old data. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(value = OldParts.class, restrictToAnnotatedClass = true)
class LaterStepsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Inject OldGround ground;

  @BeforeEach
  void begin() throws Exception {
    ground.fresh();
    ground.follow();
  }

  @AfterEach
  void end() throws Exception {
    runs().updateMany(new Document(), Updates.unset(Runs.REMOVED));
    done(post("/rollback?plan=false", request("all", "maintenance")));
    runs().deleteMany(new Document());
    ground.stop();
  }

  @Test
  void aRowThatGoesAndComesBackOrChangesThereAndBackIsFollowedWithinOneRun() {
    String job = post("?plan=false", request("all", "online")).extract().path("id");
    await()
        .atMost(PATIENCE)
        .until(() -> Runs.AWAITS_FREEZE.equals(status().getString("run.state")));
    MongoCollection<BsonDocument> rows =
        ground.old().getCollection("training_data", BsonDocument.class);
    BsonDocument row = rows.find().first();
    String item =
        ground.marks.items("org_default", "", 500).stream()
            .filter(mark -> mark.contract().equals(new LegacyRow(row).contractId()))
            .map(mark -> mark.key().substring(mark.key().lastIndexOf('/') + 1))
            .findFirst()
            .orElseThrow();
    String company = ground.live().get(item).state().companyName();
    for (int turn = 0; turn < 2; turn++) {
      rows.deleteOne(new BsonDocument("_id", row.get("_id")));
      await().atMost(PATIENCE).until(() -> !ground.live().containsKey(item));
      rows.insertOne(row);
      await().atMost(PATIENCE).until(() -> ground.live().containsKey(item));
    }
    BsonDocument other = row.clone();
    other.put("company_name", new BsonString("Changed for a while"));
    rows.replaceOne(new BsonDocument("_id", row.get("_id")), other);
    await().atMost(PATIENCE).until(() -> company(item).equals("Changed for a while"));
    rows.replaceOne(new BsonDocument("_id", row.get("_id")), row);
    await().atMost(PATIENCE).until(() -> company(item).equals(company));

    post("/frozen", Map.of()).statusCode(204);
    done(job);
    assertThat(status().getString("route.namespace")).isEqualTo(OldGround.NAMESPACE);
    assertThat(ground.live()).hasSize(101);
    assertThat(ground.marks.count("org_default")).isEqualTo(101);
  }

  @Test
  void whatBecameOfRowsBetweenTheBackupAndTheirMigrationIsTold() {
    for (String phase : List.of("0", "1")) {
      done(post("?plan=false", request(phase, "maintenance")));
    }
    MongoCollection<BsonDocument> rows =
        ground.old().getCollection("training_data", BsonDocument.class);
    List<BsonDocument> some = rows.find().limit(3).into(new ArrayList<>());
    rows.deleteOne(new BsonDocument("_id", some.get(0).get("_id")));
    some.get(1).put("company_name", new BsonString("Another"));
    rows.replaceOne(new BsonDocument("_id", some.get(1).get("_id")), some.get(1));
    some.get(2).put("_id", new BsonString("another"));
    some.get(2).put("contract_id", new BsonString("job_another"));
    rows.insertOne(some.get(2));
    done(post("?plan=false", request("2", "maintenance")));

    JsonPath status = status();
    for (String what : List.of("new", "changed", "gone")) {
      assertThat(status.getString("run.phases.p2.restore_point.drift_" + what))
          .as(what)
          .isEqualTo("1");
    }
    assertThat(status.getList("files", String.class)).contains("drift.ndjson");
  }

  @Test
  void aRunWhoseWindowIsOverPausesOnceAndGoesOnAndItsProgressIsDrawn() {
    Map<String, Object> request = request("all", "maintenance");
    request.put("pause_at", "soon");
    post("?plan=false", request).statusCode(422);
    request.put("pause_at", Instant.now().toString());
    String job = post("?plan=false", request).extract().path("id");
    await().atMost(PATIENCE).until(() -> "PAUSED".equals(job(job).getString("state")));
    assertThat(status().getString("run.paused_at")).isNotNull();
    assertThat(ground.live()).isEmpty();

    done(post("/resume", request("all", "maintenance")));
    assertThat(ground.live()).hasSize(101);
    assertThat(status().getList("files", String.class))
        .contains("progress.ndjson", "progress.html");
  }

  @Test
  void phase3IsTakenBackByClearingWhatTheRunFilledAndDoneOnceMore() throws Exception {
    done(post("?plan=false", request("all", "maintenance")));
    ground.clearWhenAsked();
    fails(post("/rollback?plan=false", cleared(OldGround.NAMESPACE)), "clear.answers");
    fails(post("/rollback?plan=false", cleared(OldGround.OLD)), "clear.not_of_the_run");
    post("/rollback?plan=false", request("clear", "maintenance")).statusCode(422);

    JsonPath plan = done(post("/rollback?plan=true", request("phase3", "maintenance")));
    assertThat(plan.getInt("counts.would_clear")).isEqualTo(101);
    assertThat(ground.vectors.vectors(VectorDouble.OWN, OldGround.NAMESPACE)).hasSize(101);
    JsonPath back = done(post("/rollback?plan=false", request("phase3", "maintenance")));
    assertThat(back.getInt("counts.cleared")).isEqualTo(101);
    assertThat(back.getInt("counts.switched_back")).isEqualTo(1);
    assertThat(status().getString("route.namespace")).isEqualTo(OldGround.OLD);
    assertThat(ground.vectors.vectors(VectorDouble.OWN, OldGround.NAMESPACE)).isEmpty();
    assertThat(ground.vectors.vectors("legacy", OldGround.OLD)).hasSize(612);
    assertThat(ground.live()).hasSize(101);

    String job = post("?plan=false", request("3", "maintenance")).extract().path("id");
    await().atMost(PATIENCE).until(() -> status().getString("run.phases.p3.began_at") != null);
    ground.follow();
    done(job);
    assertThat(ground.vectors.vectors(VectorDouble.OWN, OldGround.NAMESPACE)).hasSize(101);

    String own = Bearer.organization("org_default");
    as(own, Map.of("profile_id", "prof_default", "company_name", "Of a user"))
        .put("/organizations/org_default/items/port_of_a_user")
        .then()
        .statusCode(201);
    fails(post("/rollback?plan=false", cleared(OldGround.NAMESPACE)), "clear.not_of_the_run");
    as(own).delete("/organizations/org_default/items/port_of_a_user").then().statusCode(200);
  }

  @Test
  void oldDataGoByAnAgreedPlanADayLaterAndThenThereIsNoWayBack() {
    Map<String, Set<BsonDocument>> documents = ground.documents();
    done(post("?plan=false", request("all", "maintenance")));
    assertThat(plan().getString("obstacle")).isEqualTo("contract.too_early");

    agedCutover();
    done(post("/validate", request("all", "maintenance")));
    JsonPath plan = plan();
    assertThat(plan.getString("obstacle")).isNull();
    assertThat(plan.getString("plan.found.'vectors_proposals.jsonl'")).startsWith("612:");
    String hash = plan.getString("hash");

    contract(Bearer.operator(), hash, OldGround.OLD).statusCode(403);
    refused(hash, "portfolio_default-org", "contract.name_not_as_typed");
    refused("0000", OldGround.OLD, "contract.plan_not_as_agreed");
    String chunk = ground.old().getCollection("chunks").find().first().getString("_id");
    BsonDocument kept =
        ground.old().getCollection("chunks", BsonDocument.class).find().first().clone();
    ground.old().getCollection("chunks").deleteOne(new Document("_id", chunk));
    refused(hash, OldGround.OLD, "contract.not_as_in_the_backup");
    ground.old().getCollection("chunks", BsonDocument.class).insertOne(kept);
    assertThat(ground.documents()).as("nothing was removed so far").isEqualTo(documents);
    assertThat(ground.vectors.vectors("legacy", OldGround.OLD)).hasSize(612);

    JsonPath gone = done(contract(Bearer.compliance(), hash, OldGround.OLD));
    assertThat(ground.documents().values()).allMatch(Set::isEmpty);
    assertThat(ground.vectors.vectors("legacy", OldGround.OLD)).isEmpty();
    long records = documents.values().stream().mapToLong(Set::size).sum() + 612;
    assertThat(gone.getLong("counts.removed")).isEqualTo(records);
    assertThat(said()).contains("legacy_removed");
    assertThat(ground.live()).as("items stay").hasSize(101);

    fails(post("/rollback?plan=false", request("all", "maintenance")), "legacy.removed");
    fails(post("?plan=false", request("all", "maintenance")), "legacy.removed");
    assertThat(ground.live()).as("and no row that went takes its item along").hasSize(101);
  }

  @Test
  void anErasureFindsTheRowOfAContractThatOnlyItsIdNames() {
    MongoCollection<BsonDocument> rows =
        ground.old().getCollection("training_data", BsonDocument.class);
    BsonDocument id = new BsonDocument("_id", rows.find().first().get("_id"));
    rows.updateOne(id, Updates.unset("contract_id"));
    String contract = new LegacyRow(rows.find(id).first()).contractId();
    assertThat(contract).matches("[0-9a-f]+");
    done(post("?plan=false", request("all", "maintenance")));
    String item =
        new ItemMapping(new OrganizationId("org_default"), false).itemId(contract).value();
    assertThat(ground.live()).hasSize(101).containsKey(item);

    List<ScopeRef> path = Erasing.path(Erasing.resolve("ITEM", "org_default", item));
    Erasing.fence(path.getLast());
    ErasureReceipt receipt = Erasing.run("ingest.documents", ErasureAction.ERASE, path);
    assertThat(receipt.getFailure()).isNull();
    assertThat(receipt.getRemaining()).isZero();
    assertThat(rows.countDocuments(id)).isZero();
    assertThat(rows.countDocuments()).as("nobody else's").isEqualTo(100);
    assertThat(ground.vectors.vectors("legacy", OldGround.OLD)).hasSize(612);
  }

  private static Map<String, Object> cleared(String namespace) {
    Map<String, Object> request = request("clear", "maintenance");
    request.put("namespace", namespace);
    return request;
  }

  private String company(String item) {
    return ground.live().containsKey(item) ? ground.live().get(item).state().companyName() : "";
  }

  private MongoCollection<Document> runs() {
    return ground.database.getCollection("migrations");
  }

  /** As if the switch had been the day before. */
  private void agedCutover() {
    Date dayBefore = Date.from(Instant.now().minus(Duration.ofHours(25)));
    runs().updateMany(new Document(), Updates.set(Runs.CUTOVER, dayBefore));
    runs().updateMany(new Document(), Updates.set(Runs.VALIDATED, dayBefore));
    assertThat(plan().getString("obstacle")).isEqualTo("contract.not_validated_lately");
  }

  private static JsonPath plan() {
    done(
        as(Bearer.compliance(), Map.of("source_index", "legacy"))
            .post(PORTFOLIO + "/contract/plan")
            .then());
    return file("contract.json");
  }

  private static ValidatableResponse contract(String token, String hash, String namespace) {
    Map<String, Object> body = new HashMap<>();
    body.put("source_index", "legacy");
    body.put("plan", hash);
    body.put("namespace", namespace);
    return as(token, body).post(PORTFOLIO + "/contract").then();
  }

  private static void refused(String hash, String namespace, String reason) {
    fails(contract(Bearer.compliance(), hash, namespace), reason);
  }

  private static void fails(ValidatableResponse asked, String reason) {
    String id = asked.statusCode(202).extract().path("id");
    await().atMost(PATIENCE).until(() -> "FAILED".equals(job(id).getString("state")));
    assertThat(job(id).getString("problem")).startsWith(reason);
  }

  /** What the audit log is told. */
  private String said() {
    StringBuilder said = new StringBuilder();
    ground
        .database
        .getCollection("acts")
        .find()
        .forEach(
            act ->
                said.append(
                    new String(
                        act.get("value", org.bson.types.Binary.class).getData(),
                        java.nio.charset.StandardCharsets.UTF_8)));
    return said.toString();
  }
}
