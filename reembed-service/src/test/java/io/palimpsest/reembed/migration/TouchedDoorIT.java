package io.palimpsest.reembed.migration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.ledger.Rendering;
import io.palimpsest.reembed.search.Bearer;
import io.palimpsest.reembed.search.SampleTenants;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Role;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorValues;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Twins that are moved as they are touched: one call begins it, and nobody asks for any move. */
@QuarkusTest
@QuarkusTestResource(value = OldIndex.class, restrictToAnnotatedClass = true)
class TouchedDoorIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String CREATOR = "touched.no.1";
  private static final int TWINS = 3;
  private static final int VECTORS = 6;

  @Inject OldSystem old;
  @Inject LegacyIndex legacy;
  @Inject Home home;
  @Inject MongoLedger ledger;
  private final Random random = new Random(22);

  @Test
  void theFirstAcceptedChangeMovesItsTwinByItselfAndItsReadersSeeNothing() {
    old.publish(SampleTenants.creator(CREATOR, uid(CREATOR)));
    for (int twin = 0; twin < TWINS; twin++) {
      old.publish(SampleTenants.twin(CREATOR, uid(CREATOR), "t" + twin, uid("t" + twin)));
      fill(twin);
    }
    old.awaitTenants();
    Map<String, StoredVector> before = oldVectors(1);

    Map<String, Object> request = request();
    request.put("hash", post("plan", request).statusCode(200).extract().path("hash"));
    request.put("touched", true);
    String asked = post("copy", request).statusCode(200).extract().path("id");
    await()
        .atMost(PATIENCE)
        .until(() -> "DONE".equals(operator().get("/jobs/" + asked).path("state")));
    assertThat(report().getBoolean("touched")).isTrue();
    assertThat(report().getList("namespaces.stage")).containsOnly("DUALWRITE").hasSize(TWINS);
    assertThat(report().getInt("totals.copied")).isZero();
    await().atMost(PATIENCE).untilAsserted(() -> assertFound(before.get("v0")));

    submit(1, "book-1");
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertFound(before.get("v0"));
              return "LIVE".equals(line(1, "stage"));
            });

    assertFound(before.get("v0"));
    assertThat(line(0, "stage")).isEqualTo(line(2, "stage")).isEqualTo("DUALWRITE");
    assertThat(report().getInt("totals.copied")).isEqualTo(VECTORS - 2);
    assertThat(line(1, "superseded")).as("of what was submitted").isEqualTo(2);
    assertThat(oldVectors(1)).as("the old side is never written").isEqualTo(before);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(operator().get("/jobs").jsonPath().getList("counts.switched"))
                    .as("the job that nobody asked for")
                    .containsOnlyOnce(1));
  }

  /** What is left of an accepted change of a source: its row. */
  private void submit(int twin, String source) {
    Entity entity =
        new Entity(
            new Ownership.OfSource(
                new CreatorId(CREATOR),
                new TwinId("t" + twin),
                new SourceId(source),
                uid(CREATOR),
                uid("t" + twin),
                UUID.randomUUID()));
    Rendering rendering = new Rendering(target(twin), home.model(), "chunker");
    LedgerRow row = LedgerRow.unknown(home.target(), entity, rendering).atVersion(1);
    old.withWork(work -> ledger.swap(List.of(row), work));
  }

  private void fill(int twin) {
    List<VectorRecord> records = new ArrayList<>();
    for (int at = 0; at < VECTORS; at++) {
      float[] values = new float[OldIndex.DIMENSION];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      Metadata metadata =
          Metadata.builder().put("text", "remark " + at).put("source_id", "book-" + at % 3).build();
      records.add(new VectorRecord("v" + at, VectorValues.of(values), metadata));
    }
    old.withWork(work -> legacy.namespace(namespace(twin), "test").upsert(records, work));
  }

  private Map<String, StoredVector> oldVectors(int twin) {
    return new TreeMap<>(CopyGround.all(legacy.namespace(namespace(twin), "test")));
  }

  /** Asked as a reader asks, it is there, whichever side answers. */
  private static void assertFound(StoredVector vector) {
    OldSystem.Twin twin = new OldSystem.Twin(namespace(1), CREATOR, "t1", VECTORS);
    Response answer = Readers.search(twin, Readers.floats(vector), 3);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.<List<String>>path("matches.id")).contains(vector.id());
  }

  private Map<String, Object> request() {
    List<Map<String, String>> mapping = new ArrayList<>();
    for (int twin = 0; twin < TWINS; twin++) {
      mapping.add(
          Map.of("namespace", namespace(twin), "creator_id", CREATOR, "twin_id", "t" + twin));
    }
    return new HashMap<>(Map.of("model", home.model(), "mapping", mapping));
  }

  private static Object line(int twin, String field) {
    return report().get("namespaces.find { it.namespace == '" + namespace(twin) + "' }." + field);
  }

  private static JsonPath report() {
    return operator().get("/namespaces").then().statusCode(200).extract().jsonPath();
  }

  private static ValidatableResponse post(String step, Map<String, Object> body) {
    return operator().body(body).post("/namespaces/" + step).then();
  }

  private static RequestSpecification operator() {
    return given()
        .auth()
        .oauth2(Bearer.token(Role.OPERATOR, Optional.empty()))
        .contentType(ContentType.JSON);
  }

  private static String target(int twin) {
    return "creator_" + CREATOR + "_twin_t" + twin;
  }

  private static String namespace(int twin) {
    return uid("namespace" + twin).toString();
  }

  private static UUID uid(String name) {
    return UUID.nameUUIDFromBytes(("touched/" + name).getBytes(StandardCharsets.UTF_8));
  }
}
