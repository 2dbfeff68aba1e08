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
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.mapping.ItemMapping;
import io.palimpsest.ingest.migration.mapping.LegacyRow;
import io.palimpsest.ingest.migration.testing.Crashes;
import io.palimpsest.ingest.migration.testing.OldParts;
import io.palimpsest.ingest.testing.Api;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What may come in between the steps of a migration. What is erased stays so: that test is the last
 * one.
 */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(value = OldParts.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MigrationStepsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String ITEM = "/organizations/{org}/items/{item}";

  @Inject OldGround ground;
  @Inject Items items;

  @BeforeEach
  void begin() throws Exception {
    ground.fresh();
    ground.follow();
  }

  @AfterEach
  void end() throws Exception {
    Crashes.stop();
    if (as(Bearer.operator()).get(PORTFOLIO).jsonPath().get("run") != null) {
      rollback();
    }
    ground.stop();
  }

  @Test
  @Order(1)
  void aPlanMakesNoWriteCallToAnyStoreButForItsOwnJob() {
    Map<String, Set<BsonDocument>> documents = ground.documents();
    Crashes.record();
    JsonPath plan = done(post("?plan=true", request("all", "online")));
    assertThat(plan.getInt("counts.would_write")).isEqualTo(101);
    assertThat(plan.getInt("counts.prechecks_failed")).isZero();
    assertThat(own(Crashes.written())).containsOnly("jobs", "keys");
    assertThat(ground.vectors.writes()).isEmpty();
    assertThat(ground.documents()).isEqualTo(documents);

    Crashes.record();
    migrated("maintenance");
    assertThat(own(Crashes.written()))
        .as("what would be seen")
        .contains("portfolio_items", "organizations", "migration_marks", "migrations");
    assertThat(ground.vectors.writes()).as("the scratch index of phase 0").isNotEmpty();

    int before = ground.vectors.writes().size();
    Crashes.record();
    JsonPath back = done(post("/rollback?plan=true", request("all", "maintenance")));
    assertThat(back.getInt("counts.would_remove")).isEqualTo(101);
    assertThat(own(Crashes.written())).containsOnly("jobs");
    assertThat(ground.vectors.writes()).hasSize(before);
  }

  @Test
  @Order(2)
  void onlineTheItemsFollowAWriterUntilTheFreezeAndOnlyThenTheRouteIsSwitched() throws Exception {
    post("/frozen", Map.of()).statusCode(409);
    JsonPath status;
    try (OldWriter writer = new OldWriter()) {
      String job = post("?plan=false", request("all", "online")).extract().path("id");
      await()
          .atMost(PATIENCE)
          .until(() -> Runs.AWAITS_FREEZE.equals(status().getString("run.state")));
      int written = writer.operations.get();
      await().atMost(PATIENCE).until(() -> writer.operations.get() > written + 60);
      assertThat(status().getString("run.state")).isEqualTo(Runs.AWAITS_FREEZE);
      assertThat(status().getString("route.namespace")).isEqualTo(OldGround.OLD);
      writer.close();
      post("/frozen", Map.of()).statusCode(204);
      JsonPath ended = done(job);
      assertThat(ended.getInt("counts.caught_up")).as("caught up").isPositive();
      assertThat(writer.inserted.get()).isPositive();
      assertThat(writer.updated.get()).isPositive();
      assertThat(writer.deleted.get()).isPositive();
      status = status();
    }
    assertThat(status.getString("route.namespace")).isEqualTo(OldGround.NAMESPACE);
    assertThat(Long.parseLong(status.getString("run.phases.p4.restore_point.frozen_ms")))
        .isBetween(0L, Duration.ofSeconds(60).toMillis());
    ItemMapping mapping = new ItemMapping(new OrganizationId("org_default"), false);
    Expected expected;
    try (LegacyDocuments documents =
        LegacyDocuments.beside(ground.client, ground.old().getName())) {
      expected = Expected.read(documents, mapping, items, ground.tenant().orElseThrow());
    }
    assertThat(expected.live().keySet()).isEqualTo(expected.items().keySet());
    expected
        .items()
        .forEach(
            (id, item) ->
                assertThat(expected.live().get(id).state()).as(id).isEqualTo(item.item()));
  }

  @Test
  @Order(3)
  void inAMaintenanceWindowClientsReadAndDoNotWriteUntilItEndsOrIsLifted() throws Exception {
    String org = Api.organization();
    String token = Bearer.organization(org);
    as(token, Api.item("Before")).put(ITEM, org, "port_1").then().statusCode(201);
    ground.stop();
    String job = post("?plan=false", request("all", "maintenance")).extract().path("id");
    waitsForVectors(job);
    ValidatableResponse refused = as(token, Api.item("Later")).put(ITEM, org, "port_1").then();
    assertThat(refused.statusCode(503).extract().<String>path("code"))
        .isEqualTo("migration.write_stop");
    assertThat(refused.extract().header("Retry-After")).isNotBlank();
    as(token).get(ITEM, org, "port_1").then().statusCode(200);

    as(Bearer.operator()).delete(PORTFOLIO + "/write-stop").then().statusCode(204);
    as(token, Api.item("Lifted")).put(ITEM, org, "port_1").then().statusCode(200);
    ground.follow();
    done(job);
    as(token, Api.item("After")).put(ITEM, org, "port_1").then().statusCode(200);
  }

  @Test
  @Order(4)
  void anInterruptedRunGoesOnWithItsPlanAndNoOtherAndItsFilesCanBeArchived() throws Exception {
    ground.stop();
    String job = post("?plan=false", request("all", "maintenance")).extract().path("id");
    waitsForVectors(job);
    post("?plan=false", request("all", "maintenance")).statusCode(409);
    as(Bearer.operator(), Map.of())
        .post("/migrations/jobs/{job}/pause", job)
        .then()
        .statusCode(200);
    Map<String, Object> other = request("all", "maintenance");
    other.put("strict", true);
    assertThat(post("/resume", other).statusCode(409).extract().<String>path("code"))
        .isEqualTo("plan.other");
    post("/resume", request("all", "online")).statusCode(409);
    ValidatableResponse resumed = post("/resume", request("all", "maintenance"));
    assertThat(resumed.extract().statusCode()).as(resumed.extract().asString()).isEqualTo(202);
    ground.follow();
    done(job);
    assertThat(ground.live()).hasSize(101);

    JsonPath graph = file("prechecks.json");
    assertThat(graph.getBoolean("find { it.check == 'code_graph' }.passed")).isTrue();
    assertThat(graph.getInt("find { it.check == 'code_graph' }.numbers.reachable")).isZero();
    assertThat(graph.getString("find { it.check == 'code_graph' }.differences[0]"))
        .startsWith("warning");
    assertThat(status().getList("files", String.class)).contains("report.json", "validation.json");
    post("/archive/a.b", Map.of()).statusCode(422);
    String archived = post("/archive/first", Map.of()).statusCode(200).extract().path("archived");
    assertThat(archived).startsWith("first/");
    assertThat(status().getList("files")).isEmpty();
    post("/archive/first", Map.of()).statusCode(409);
  }

  @Test
  @Order(5)
  void withoutABackupThatCanBeReadNoLaterPhaseBegins() {
    migrated("maintenance");
    String backup = status().getString("run.plan.backup");
    as(Bearer.operator()).delete("/backups/{backup}", backup).then().statusCode(204);
    String job = post("?plan=false", request("2", "maintenance")).extract().path("id");
    await().atMost(PATIENCE).until(() -> job(job).getString("state").equals("FAILED"));
    assertThat(job(job).getString("problem")).isEqualTo("precheck.failed: backup");
  }

  @Test
  @Order(6)
  void whatIsErasedBetweenAMigrationAndItsRollbackStaysErasedOnBothSides() {
    migrated("maintenance");
    Map<String, Set<BsonDocument>> documents = ground.documents();
    Entry<PortfolioItem> victim = ground.live().values().iterator().next();
    String id = victim.head().id();
    String contract = ground.marks.find(Mark.item("org_default", id)).orElseThrow().contract();
    List<ScopeRef> path = Erasing.path(Erasing.resolve("ITEM", "org_default", id));
    Erasing.fence(path.getLast());
    ErasureReceipt receipt = Erasing.run("ingest.documents", ErasureAction.ERASE, path);
    assertThat(receipt.getFailure()).isNull();
    assertThat(receipt.getRemaining()).isZero();
    assertThat(receipt.getFound()).as("item, mark, rows and vectors").isGreaterThan(15);

    Map<String, Set<BsonDocument>> others = new HashMap<>(documents);
    others.replaceAll(
        (name, all) -> Set.copyOf(all.stream().filter(one -> !isOf(one, contract)).toList()));
    assertThat(others).isNotEqualTo(documents);
    assertThat(ground.documents()).isEqualTo(others);
    assertThat(ground.vectors.vectors("legacy", OldGround.OLD)).hasSize(606);
    assertThat(ground.vectors.vectors("legacy", OldGround.OLD).keySet())
        .noneMatch(vector -> vector.startsWith(contract));

    String some = ground.old().getCollection("chunks").find().first().getString("_id");
    ground.old().getCollection("chunks").deleteOne(new Document("_id", some));
    JsonPath restored =
        done(
            as(Bearer.operator(), Map.of("source_index", "legacy"))
                .post(
                    "/backups/{b}/restore?plan=false&index=legacy",
                    status().getString("run.plan.backup"))
                .then()
                .statusCode(202));
    assertThat(restored.getInt("counts.written")).as("what was lost otherwise").isEqualTo(1);
    assertThat(restored.getInt("counts.erased")).isGreaterThan(15);
    assertThat(ground.documents()).isEqualTo(others);
    assertThat(ground.vectors.vectors("legacy", OldGround.OLD)).hasSize(606);

    rollback();
    assertThat(ground.live()).isEmpty();
    assertThat(ground.documents()).isEqualTo(others);
    migrated("maintenance");
    assertThat(ground.live()).hasSize(100).doesNotContainKey(id);
  }

  private static boolean isOf(BsonDocument document, String contract) {
    return document.get("_id").isString()
            && document.getString("_id").getValue().startsWith(contract + "_")
        || new LegacyRow(document).contractId().equals(contract);
  }

  /** Inserts, changes and deletes rows of the old system without pause. */
  private final class OldWriter implements AutoCloseable {
    final AtomicInteger operations = new AtomicInteger();
    final AtomicInteger inserted = new AtomicInteger();
    final AtomicInteger updated = new AtomicInteger();
    final AtomicInteger deleted = new AtomicInteger();
    private final Random random = new Random(7);
    private volatile boolean writing = true;
    private final Thread thread = Thread.ofPlatform().daemon().start(this::write);

    private void write() {
      MongoCollection<BsonDocument> rows =
          ground.old().getCollection("training_data", BsonDocument.class);
      List<BsonDocument> all = rows.find().into(new java.util.ArrayList<>());
      try {
        while (writing) {
          int at = random.nextInt(all.size());
          switch (operations.get() % 3) {
            case 0 -> {
              BsonDocument row = all.get(at).clone();
              row.put("_id", new org.bson.BsonObjectId(new ObjectId()));
              row.put("contract_id", new BsonString("new_" + operations.get()));
              rows.insertOne(row);
              all.add(row);
              inserted.incrementAndGet();
            }
            case 1 -> {
              BsonDocument row = all.get(at);
              row.put("company_name", new BsonString("Company " + operations.get()));
              rows.replaceOne(new BsonDocument("_id", row.get("_id")), row);
              updated.incrementAndGet();
            }
            default -> {
              rows.deleteOne(new BsonDocument("_id", all.remove(at).get("_id")));
              deleted.incrementAndGet();
            }
          }
          operations.incrementAndGet();
          Thread.sleep(Duration.ofMillis(25));
        }
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() throws InterruptedException {
      writing = false;
      thread.join();
    }
  }

  private void waitsForVectors(String job) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                job.equals(status().getString("run.job"))
                    && status().getString("run.phases.p3.began_at") != null);
  }

  private void migrated(String mode) {
    done(post("?plan=false", request("all", mode)));
    assertThat(ground.live()).isNotEmpty();
  }

  private void rollback() {
    done(post("/rollback?plan=false", request("all", "maintenance")));
  }

  /** Names of the service's own collections that were written to, but for what it has said. */
  private List<String> own(List<String> written) {
    String prefix = ground.database.getName() + ".";
    return written.stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .filter(name -> !Set.of("acts", "fences_applied").contains(name))
        .distinct()
        .toList();
  }
}
