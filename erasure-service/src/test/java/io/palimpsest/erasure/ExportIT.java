package io.palimpsest.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.export.Attempt;
import io.palimpsest.erasure.export.BundleStore;
import io.palimpsest.erasure.export.BundleStore.Note;
import io.palimpsest.erasure.export.Bundles;
import io.palimpsest.erasure.export.Destruction;
import io.palimpsest.erasure.verify.PlantedVectors;
import io.palimpsest.erasure.verify.VerifierSettings;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ScopeType;
import io.palimpsest.vectorstore.Ownership;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The export before the deletion: whole, fetched once, destroyed and logged. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ExportIT extends ErasureStack {
  @Inject VerifierSettings settings;
  @Inject Bundles bundles;
  @Inject BundleStore store;
  @Inject Destruction destruction;

  @Test
  void theExportIsWrittenBeforeTheFirstDeleteFetchedOnceAndDestroyed() throws Exception {
    ingest.creator(creator, List.of("coach"), 25);
    UUID uid = ingest.scope(ScopeType.CREATOR, creator).path().getLast().uid();
    String namespace = "creator_" + creator + "_twin_coach";
    JsonPath end;
    try (PlantedVectors vectors = new PlantedVectors(settings)) {
      vectors.write(namespace, "handbook#1", Ownership.CREATOR_UID, uid);
      participants.rule(
          "reembed.vectors",
          (task, receipt) -> {
            if (task.getAction() == ErasureAction.ERASE) {
              vectors.delete(task.getNamespaces(), Ownership.CREATOR_UID, uid);
            }
            return receipt;
          });
      end = erase(Map.of("export", true));
    }
    assertThat(end.getString("state")).isEqualTo("CONFIRMED_LIVE");
    assertThat(end.getList("timeline.what", String.class))
        .containsSubsequence("drained", "export.intended", "exported", "erase.intended");

    Map<String, byte[]> files = unzip(fetch(link(end)));
    assertThat(files.keySet())
        .containsExactlyInAnyOrder("documents.jsonl", "vectors.jsonl", "manifest.json");
    JsonNode manifest = new ObjectMapper().readTree(files.get("manifest.json"));
    assertThat(manifest.path("request_ref").asText()).isEqualTo(end.getString("request_ref"));
    for (JsonNode file : manifest.path("files")) {
      byte[] bytes = files.get(file.path("name").asText());
      assertThat(file.path("sha256").asText()).isEqualTo(sha256(bytes));
      assertThat(file.path("bytes").asLong()).isEqualTo(bytes.length);
      assertThat(file.path("records").asLong())
          .isEqualTo(file.path("name").asText().startsWith("documents") ? 25 : 1);
    }
    assertThat(new String(files.get("vectors.jsonl"), "UTF-8"))
        .contains(namespace, "handbook#1", uid.toString());

    assertThat(statements(end, EntryType.EXPORTED)).hasSize(1);
    assertThat(statements(end, EntryType.EXPORT_LINK))
        .singleElement()
        .satisfies(made -> assertThat(made.data()).containsKey(AuditField.ACTOR));
    assertThat(statements(end, EntryType.EXPORT_FETCHED)).hasSize(1);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(statements(end, EntryType.EXPORT_DESTROYED)).hasSize(1));
    as(owner(creator))
        .post("/erasures/" + end.getString("request_id") + "/export-link")
        .then()
        .statusCode(409)
        .body("code", equalTo("export.none"));
  }

  @Test
  void aLinkIsGoodForOneFetchAndVoidOnceThereIsANewerOne() {
    ingest.creator(creator, List.of("coach"), 1);
    JsonPath end = erase(Map.of("export", true));
    String first = link(end);
    String second = link(end);
    given().get(first).then().statusCode(404).body("code", equalTo("export.link_void"));
    given().get(second).then().statusCode(200);
    given().get(second).then().statusCode(404).body("code", equalTo("export.link_void"));
    as(owner("somebody-else"))
        .post("/erasures/" + end.getString("request_id") + "/export-link")
        .then()
        .statusCode(404);
  }

  @Test
  void anExportThatFailsStopsTheDeletionUntilItIsWritten() {
    ingest.creator(creator, List.of("coach"), 3);
    ingest.breakExports(2);
    JsonPath end = erase(Map.of("export", true));
    assertThat(ingest.failed()).as("the fault fired").isEqualTo(2);
    assertThat(store.live(end.getUUID("request_id")))
        .as("of three attempts the last is kept")
        .singleElement()
        .matches(Note::complete);
    assertThat(end.getList("timeline.what", String.class))
        .containsSubsequence("export.intended", "failed", "exported", "erase.intended");
    assertThat(unzip(fetch(link(end))).get("documents.jsonl")).isNotEmpty();
  }

  @Test
  void aRequestMaySayThatDeletionDoesNotWaitForTheExport() {
    ingest.creator(creator, List.of("coach"), 3);
    ingest.breakExports(100);
    JsonPath end = erase(Map.of("export", true, "export_may_fail", true));
    assertThat(ingest.failed()).as("the fault fired").isPositive();
    assertThat(end.getList("timeline.what", String.class))
        .containsSubsequence("export.intended", "failed", "export.given_up", "erase.intended");
    as(owner(creator))
        .post("/erasures/" + end.getString("request_id") + "/export-link")
        .then()
        .statusCode(409);
  }

  @Test
  void aBundleThatNobodyFetchesExpires() throws IOException {
    ingest.creator(creator, List.of("coach"), 1);
    JsonPath end = erase(Map.of());
    UUID id = end.getUUID("request_id");
    Attempt attempt = new Attempt(UUID.randomUUID(), id, List.of(UUID.randomUUID()), Instant.now());
    try (OutputStream out = bundles.begin(attempt)) {
      out.write(1);
    }
    bundles.complete(attempt, Instant.now().minusSeconds(1));
    assertThat(store.expired(Instant.now(), 10)).extracting(Note::request).contains(id);
    destruction.sweep();
    assertThat(store.expired(Instant.now(), 10)).extracting(Note::request).doesNotContain(id);
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(statements(end, EntryType.EXPORT_DESTROYED)).hasSize(1));
  }

  private JsonPath erase(Map<String, Object> options) {
    Map<String, Object> body = new HashMap<>(options);
    body.put("scope", Map.of("type", "CREATOR", "ids", List.of(creator)));
    return eraseWithTwo(body);
  }

  private String link(JsonPath request) {
    return as(owner(creator))
        .post("/erasures/" + request.getString("request_id") + "/export-link")
        .then()
        .statusCode(200)
        .extract()
        .path("link");
  }

  private static byte[] fetch(String link) {
    return given()
        .get(link)
        .then()
        .statusCode(200)
        .contentType("application/zip")
        .extract()
        .asByteArray();
  }

  private List<Statement> statements(JsonPath request, EntryType type) {
    return log().stream()
        .filter(entry -> entry.type() == type)
        .filter(entry -> entry.source().path().endsWith(request.getString("request_ref")))
        .toList();
  }

  private static Map<String, byte[]> unzip(byte[] zip) {
    Map<String, byte[]> files = new HashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return files;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
