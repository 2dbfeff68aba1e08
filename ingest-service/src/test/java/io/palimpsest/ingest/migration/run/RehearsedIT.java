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

import com.mongodb.client.model.Updates;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.erase.Remains;
import io.palimpsest.ingest.migration.mapping.LegacyRow;
import io.palimpsest.ingest.migration.testing.OldParts;
import io.palimpsest.ingest.migration.testing.VectorDouble;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A migration that is tried: it goes all the way in a tenant of its own, and nothing is left. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
@QuarkusTestResource(value = OldParts.class, restrictToAnnotatedClass = true)
class RehearsedIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @Inject OldGround ground;
  @Inject OldRemains remains;
  @Inject GuardedWork guarded;
  private Map<String, Set<BsonDocument>> documents = Map.of();
  private Map<String, String> vectors = Map.of();
  private List<Routes.Route> routes = List.of();

  @BeforeEach
  void begin() throws Exception {
    ground.database.getCollection("migrations").deleteMany(new Document());
    ground.fresh();
    ground.follow();
    documents = ground.documents();
    vectors = Map.copyOf(ground.vectors.vectors("legacy", OldGround.OLD));
    routes = routes();
  }

  @AfterEach
  void end() throws Exception {
    ground.database.getCollection("migrations").deleteMany(new Document());
    ground.stop();
  }

  @Test
  void itGoesAllTheWayAndIsTakenBackAndItsPaceIsThatOfTheEstimate() {
    JsonPath plan = done(post("?plan=true", request("all", "online")));
    assertThat(file(plan.getString("parameters.run"), "report.json").getMap("estimate"))
        .containsEntry("items", 101)
        .doesNotContainKey("seconds");
    done(post("?plan=true", rehearsal()));
    assertThat(ground.live(Rehearsal.ORGANIZATION)).as("a plan writes nothing").isEmpty();

    JsonPath job = done(post("?plan=false", rehearsal()));
    assertThat(job.getInt("counts.written")).isEqualTo(101);
    assertThat(job.getInt("counts.different")).isZero();
    assertThat(job.getInt("counts.removed")).isEqualTo(101);
    JsonPath checks = file(job.getString("parameters.run"), "validation.json");
    assertThat(checks.getList("check", String.class)).contains("counts", "orphans", "retrieval");
    assertThat(checks.getInt("find { it.check == 'orphans' }.numbers.vectors")).isEqualTo(101);
    assertThat(checks.getInt("find { it.check == 'retrieval' }.numbers.questions")).isEqualTo(101);
    nothingIsLeft();

    JsonPath rehearsed =
        as(Bearer.operator()).get(PORTFOLIO + "?org_id=" + Rehearsal.ORGANIZATION).jsonPath();
    assertThat(rehearsed.getString("run.state")).isEqualTo("DONE");
    assertThat(rehearsed.getList("files", String.class)).contains("plan.ndjson", "progress.html");
    assertThat(status().getString("run")).as("it is no run to go back from").isNull();
    post("/rollback?plan=true", request("all", "online")).statusCode(409);
    plan = done(post("?plan=true", request("all", "online")));
    assertThat(file(plan.getString("parameters.run"), "report.json").getMap("estimate"))
        .containsKey("seconds");
  }

  @Test
  void whatReadersWouldNotFindIsCountedAndAllOfItIsTakenBack() {
    ground.vectors.answerBy(query -> List.of());
    JsonPath job = done(post("?plan=false", rehearsal()));
    assertThat(job.getInt("counts.different")).isEqualTo(1);
    assertThat(job.getInt("counts.removed")).isEqualTo(101);
    nothingIsLeft();
  }

  @Test
  void oneThatCannotGoOnIsTakenBackBeforeItFails() {
    var rows = ground.old().getCollection("training_data");
    Document row = rows.find().skip(60).first();
    rows.updateOne(
        new Document("_id", row.get("_id")),
        Updates.combine(Updates.set("company_name", " "), Updates.set("job_title", " ")));
    documents = ground.documents();
    Map<String, Object> request = rehearsal();
    request.put("strict", true);
    String id = post("?plan=false", request).statusCode(202).extract().path("id");
    await().atMost(PATIENCE).until(() -> "FAILED".equals(job(id).getString("state")));
    assertThat(job(id).getString("problem")).startsWith("row.rejected");
    nothingIsLeft();
  }

  @Test
  void itsTenantIsNobodyElses() {
    Map<String, Object> request = request("all", "online");
    request.put("org_id", Rehearsal.ORGANIZATION);
    post("?plan=false", request).statusCode(422);
  }

  @Test
  void whoErasesItsTenantLeavesTheOldDataAlone() {
    done(post("?plan=false", rehearsal()));
    BsonDocument row =
        ground.old().getCollection("training_data", BsonDocument.class).find().first();
    String contract = new LegacyRow(row).contractId();
    for (String organization : List.of(Rehearsal.ORGANIZATION, "org_default")) {
      Mark mark =
          new Mark(Mark.item(organization, "i"), "run", UUID.randomUUID(), 1, "", contract, 0);
      working(work -> ground.marks.put(List.of(mark), work));
      Remains.Of erased =
          new Remains.Of(ScopeType.ORGANIZATION, List.of(organization), UUID.randomUUID());
      if (organization.equals(Rehearsal.ORGANIZATION)) {
        assertThat(remains.count(erased)).as("the mark alone").isEqualTo(1);
      } else {
        assertThat(remains.count(erased)).as("positive control").isGreaterThan(5);
      }
      working(work -> ground.marks.remove(List.of(mark.key()), work));
    }
  }

  @Test
  void onceItemsAreMigratedNothingIsTriedAnyMore() {
    done(post("?plan=false", request("all", "maintenance")));
    String id = post("?plan=false", rehearsal()).statusCode(202).extract().path("id");
    await().atMost(PATIENCE).until(() -> "FAILED".equals(job(id).getString("state")));
    assertThat(job(id).getString("problem")).isEqualTo("precheck.failed: rehearsal");
    done(post("/rollback?plan=false", request("all", "maintenance")));
  }

  private void working(Consumer<Work> writing) {
    guarded.run(
        List.of(Vault.SYSTEM),
        work -> {
          writing.accept(work);
          return true;
        });
  }

  private static Map<String, Object> rehearsal() {
    Map<String, Object> request = request(Rehearsal.ASKED, "maintenance");
    request.put("reader_token", Bearer.organization(Rehearsal.ORGANIZATION));
    return request;
  }

  private List<Routes.Route> routes() {
    return List.of(ground.routes.of("org_default"), ground.routes.of(Rehearsal.ORGANIZATION));
  }

  private void nothingIsLeft() {
    assertThat(ground.live(Rehearsal.ORGANIZATION)).isEmpty();
    assertThat(ground.marks.count(Rehearsal.ORGANIZATION)).isZero();
    assertThat(ground.vectors.vectors(VectorDouble.OWN, OldGround.REHEARSED)).isEmpty();
    as(Bearer.organization(Rehearsal.ORGANIZATION))
        .get("/organizations/" + Rehearsal.ORGANIZATION + "/items")
        .then()
        .statusCode(404);
    assertThat(ground.tenant()).as("the default organization").isEmpty();
    assertThat(routes()).isEqualTo(routes);
    assertThat(ground.documents()).as("old documents").isEqualTo(documents);
    assertThat(ground.vectors.vectors("legacy", OldGround.OLD)).isEqualTo(vectors);
  }
}
