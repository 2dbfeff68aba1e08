package io.palimpsest.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.demand.Keys;
import io.palimpsest.erasure.restore.GateRun;
import io.palimpsest.event.DemandKept;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.sealing.DataKey;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** This service's own database, put back to what it was before, amid and after an erasure. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RestoreIT extends ErasureStack {
  @Inject MongoClient mongo;
  @Inject GateRun gate;
  @Inject Keys keys;

  @Test
  void aRequestThatTheDatabaseNeverHadHasItsEndAndItsCertificateAgain() throws Exception {
    ingest.creator(creator, List.of("coach"), 1);
    DatabaseCopy before = copy();
    JsonPath end = deleteCreator();
    UUID id = end.getUUID("request_id");

    before.restore(database());
    as(compliance("reader")).get("/erasures/" + id).then().statusCode(404);
    assertThat(gate.run()).isPositive();

    JsonPath again = get(id);
    assertThat(again.getString("state")).isEqualTo("CONFIRMED_LIVE");
    assertThat(again.getLong("log_index")).isEqualTo(end.getLong("log_index"));
    assertThat(again.getList("scope.ids")).isEmpty();
    as(compliance("reader")).get("/erasures/" + id + "/certificate").then().statusCode(200);
    awaitDense(end.getString("request_ref"), EntryType.RESTORE_REPLAYED);
    assertThat(types(end.getString("request_ref"))).containsOnlyOnce(EntryType.CONFIRMED_LIVE);
  }

  @Test
  void aRequestThatAwaitedApprovalWhenItWasCopiedHasWhatWasDecidedSince() throws Exception {
    ingest.creator(creator, List.of("coach"), 1);
    JsonPath waiting = awaiting();
    UUID id = waiting.getUUID("request_id");
    DatabaseCopy amid = copy();
    approveTwice(id, waiting);
    awaitState(id, "CONFIRMED_LIVE");

    amid.restore(database());
    assertThat(get(id).getString("state")).isEqualTo("AWAITING_APPROVAL");
    assertThat(gate.run()).isPositive();
    assertThat(get(id).getString("state")).isEqualTo("CONFIRMED_LIVE");
    awaitDense(waiting.getString("request_ref"), EntryType.RESTORE_REPLAYED);
  }

  @Test
  void aHoldThatWasPlacedOrReleasedSinceTheCopyIsSoAgain() throws Exception {
    ingest.creator(creator, List.of("coach"), 1);
    DatabaseCopy none = copy();
    String hold = placeHold("holder", "CREATOR", creator).getString("id");
    DatabaseCopy lasting = copy();
    none.restore(database());
    assertThat(holds()).as("positive control").doesNotContain(hold);
    gate.run();
    assertThat(holds()).contains(hold);

    as(compliance("holder")).delete("/erasures/holds/" + hold).then().statusCode(200);
    lasting.restore(database());
    assertThat(holds()).as("positive control").contains(hold);
    gate.run();
    assertThat(holds()).doesNotContain(hold);
  }

  @Test
  void whatCannotBeMadeAgainIsListedAndPagedAndNeverEnded() throws Exception {
    ingest.creator(creator, List.of("coach"), 1);
    DatabaseCopy before = copy();
    UUID id = deleteCreator().getUUID("request_id");
    awaitGone("demand:" + id);
    keys.destroy("kept:" + id);

    before.restore(database());
    gate.run();
    as(compliance("reader")).get("/erasures/" + id).then().statusCode(404);
    as(compliance("reader"))
        .get("/erasures/lost")
        .then()
        .statusCode(200)
        .body("find { it.id == '" + id + "' }.reason", equalTo("copy.shut"));
    assertThat(metric("palimpsest_erasure_lost")).isPositive();
    as(compliance("reader")).delete("/erasures/lost/" + id).then().statusCode(204);
    assertThat(metric("palimpsest_erasure_lost")).isZero();
    as(reader()).get("/erasures/lost").then().statusCode(403);
  }

  @Test
  void onceTheNamesAreGoneNoCopyThatTheTopicStillHasCanBeRead() throws Exception {
    ingest.creator(creator, List.of("coach"), 1);
    JsonPath waiting = awaiting();
    UUID id = waiting.getUUID("request_id");
    List<DemandKept> copies = copies(id);
    assertThat(copies).isNotEmpty();
    DataKey key = keys.find("demand:" + id).orElseThrow();
    assertThat(copies)
        .as("positive control: they have the name, and their key opens it")
        .allSatisfy(copy -> assertThat(text(open(copy, key))).contains(creator));
    assertThat(copies).allSatisfy(copy -> assertThat(text(bytes(copy))).doesNotContain(creator));

    approveTwice(id, waiting);
    awaitState(id, "CONFIRMED_LIVE");
    awaitGone("demand:" + id);
    DataKey left = keys.find("kept:" + id).orElseThrow();
    DemandKept last = copies(id).getLast();
    assertThat(text(open(last, left))).as("what stays has no name").doesNotContain(creator);
  }

  private JsonPath awaiting() {
    UUID id = UUID.randomUUID();
    as(compliance("asker"))
        .body(request(id, "CREATOR", creator))
        .post("/erasures")
        .then()
        .statusCode(202);
    return awaitState(id, "AWAITING_APPROVAL");
  }

  private void approveTwice(UUID id, JsonPath waiting) {
    String digest = waiting.getString("plan.digest");
    approve("first", id, digest).then().statusCode(200);
    approve("second", id, digest);
  }

  private void awaitGone(String key) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(keys.find(key)).isEmpty());
  }

  /** The request's entries have every number once, and this type is among them. */
  private void awaitDense(String ref, EntryType type) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              List<Statement> entries = entries(ref);
              assertThat(entries).extracting(Statement::type).contains(type);
              assertThat(entries)
                  .extracting(Statement::seq)
                  .containsExactlyElementsOf(LongStream.range(0, entries.size()).boxed().toList());
            });
  }

  private List<EntryType> types(String ref) {
    return entries(ref).stream().map(Statement::type).toList();
  }

  private List<Statement> entries(String ref) {
    return log().stream().filter(entry -> entry.source().path().endsWith(ref)).toList();
  }

  private List<String> holds() {
    return as(compliance("reader")).get("/erasures/holds").jsonPath().getList("id", String.class);
  }

  private static double metric(String name) {
    return given()
        .get("/q/metrics")
        .body()
        .asString()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private List<DemandKept> copies(UUID id) {
    List<DemandKept> copies = new ArrayList<>();
    new TopicLog(kafka, codec)
        .read(
            Topic.ERASURE_DEMANDS,
            DemandKept.class,
            Duration.ofSeconds(20),
            found -> {
              if (found.value() instanceof Decoded.Event<DemandKept>(DemandKept copy)
                  && copy.getId().equals(id)) {
                copies.add(copy);
              }
            });
    return copies;
  }

  private static byte[] open(DemandKept copy, DataKey key) {
    return key.open(bytes(copy), copy.getId() + ":REQUEST:" + copy.getVersion());
  }

  private static byte[] bytes(DemandKept copy) {
    byte[] bytes = new byte[copy.getSealed().remaining()];
    copy.getSealed().duplicate().get(bytes);
    return bytes;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private DatabaseCopy copy() {
    return DatabaseCopy.of(database());
  }

  private MongoDatabase database() {
    return mongo.getDatabase("erasure");
  }
}
