package io.palimpsest.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.audit.Statement;
import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.log.EntryBundle;
import io.palimpsest.audit.log.LogProof;
import io.palimpsest.audit.log.Policy;
import io.palimpsest.audit.note.MalformedNoteException;
import io.palimpsest.audit.note.Note;
import io.palimpsest.audit.note.VerifierKey;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.event.ScopeType;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The log as an outsider reads it: no token, the paths and formats of C2SP. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class LogIT extends ErasureStack {
  @Inject MongoClient documents;

  @Test
  void anOutsiderReadsTheWholeLogAndItsRootIsTheSignedOne() throws Exception {
    ingest.creator(creator, List.of("coach"), 2);
    deleteCreator();
    int size = log().size();
    Checkpoint checkpoint = awaitCheckpoint(size);

    Frontier tree = new Frontier();
    for (byte[] entry : entries(checkpoint.size())) {
      Statement.parse(entry);
      tree.append(Hash.leaf(entry));
    }
    assertThat(tree.root()).isEqualTo(checkpoint.root());
  }

  @Test
  void keyAndPolicySayWhatTheCheckpointIsSignedWith() throws Exception {
    ingest.creator(creator, List.of("coach"), 2);
    deleteCreator();
    awaitCheckpoint(1);
    VerifierKey key =
        VerifierKey.parse(get("/log/key").statusCode(200).extract().asString().strip());
    Policy policy = Policy.parse(get("/log/policy").statusCode(200).extract().asByteArray());
    assertThat(policy.logs()).extracting(Policy.Peer::key).containsExactly(key);
    assertThat(policy.verified(note()).origin()).isEqualTo(key.name());
  }

  @Test
  void aCertificateIsOneFileThatIsVerifiedOffline() throws Exception {
    ingest.creator(creator, List.of("coach"), 2);
    JsonPath end = deleteCreator();
    String link = end.getString("certificate");
    byte[] file = awaitFile(link);
    Policy policy = Policy.parse(get("/log/policy").extract().asByteArray());

    LogProof proof = LogProof.parse(file);
    byte[] entry = proof.extraBytes().orElseThrow();
    assertThat(proof.verified(entry, policy).size()).isGreaterThan(proof.index());
    Statement said = Statement.parse(entry);
    assertThat(said.type()).isEqualTo(EntryType.CONFIRMED_LIVE);
    assertThat(said.source().path()).endsWith(end.getString("request_ref"));
    assertThat(proof.index()).isEqualTo(end.getLong("log_index"));
    assertThat(entry.length).isLessThanOrEqualTo(1_800);
    assertThat(file.length).isLessThanOrEqualTo(4_096);
    byte[] another = Statement.of(said.source(), 9, EntryType.CONFIRMED_LIVE, said.time()).bytes();
    assertThatThrownBy(() -> proof.verified(another, policy))
        .isInstanceOf(MalformedNoteException.class);

    JsonPath json = as(owner(creator)).get(link).then().statusCode(200).extract().jsonPath();
    assertThat(json.getString("proof")).isEqualTo(link + ".tlog-proof");
    List<Integer> indexes = json.getList("entries.log_index");
    assertThat(indexes).isSorted().contains((int) proof.index());
    List<Statement> whole = log();
    assertThat(indexes.stream().map(index -> whole.get(index).source()))
        .isNotEmpty()
        .containsOnly(said.source());
    assertThat(whole.stream().filter(one -> one.source().equals(said.source())))
        .hasSameSizeAs(indexes);

    as(owner("another")).get(link + ".tlog-proof").then().statusCode(404);
    given().get(link + ".tlog-proof").then().statusCode(401);

    Principal auditor = new Principal("a1", Set.of(Role.AUDITOR), Optional.empty(), Set.of());
    as(auditor)
        .get("/console" + link)
        .then()
        .statusCode(200)
        .body(containsString("is entry " + proof.index() + " of the log"));
    byte[] shown =
        as(auditor).get("/console" + link + ".tlog-proof").then().extract().asByteArray();
    assertThat(LogProof.parse(shown).verified(entry, policy).size()).isGreaterThan(proof.index());
  }

  @Test
  void onceTheKeyIsDestroyedNobodyShowsTheLinkAndTheProofStaysWhatItWas() throws Exception {
    ingest.creator(creator, List.of("coach"), 2);
    JsonPath end = deleteCreator();
    String link = end.getString("certificate");
    byte[] file = awaitFile(link);
    String disclosure = "/erasures/" + end.getString("request_ref") + "/disclosure";
    String hex = as(compliance("c1")).post(disclosure).jsonPath().getString("key");
    RequestKey key = RequestKey.of(HexFormat.of().parseHex(hex));
    as(operator()).delete(disclosure).then().statusCode(403);
    assertThat(kept(key)).as("positive control").isTrue();

    as(compliance("c1")).delete(disclosure).then().statusCode(204);
    as(compliance("c1")).delete(disclosure).then().statusCode(204);

    assertThat(kept(key)).isFalse();
    as(compliance("c1"))
        .post(disclosure)
        .then()
        .statusCode(410)
        .body("code", is("disclosure.key_destroyed"));
    LogProof proof = LogProof.parse(awaitFile(link));
    byte[] entry = proof.extraBytes().orElseThrow();
    assertThat(entry).isEqualTo(LogProof.parse(file).extraBytes().orElseThrow());
    Policy policy = Policy.parse(get("/log/policy").extract().asByteArray());
    assertThat(proof.verified(entry, policy).size()).isGreaterThan(proof.index());
    assertThat(Statement.parse(entry).data())
        .as("whoever has kept the key still can")
        .containsEntry(AuditField.SCOPE, key.scope(ScopeType.CREATOR, List.of(creator)));
  }

  @Test
  void theKeyOfARequestThatHasNotEndedOrMayBeAppealedIsNotDestroyed() {
    UUID id = UUID.randomUUID();
    ingest.creator(creator, List.of("coach"), 2);
    as(compliance("c1"))
        .body(request(id, "CREATOR", creator))
        .post("/erasures")
        .then()
        .statusCode(202);
    awaitState(id, "AWAITING_APPROVAL");
    assertTheKeyIsNeeded(id);
    as(compliance("c2"))
        .body(Map.of("reason", "identity"))
        .post("/erasures/" + id + "/reject")
        .then()
        .statusCode(200);
    assertTheKeyIsNeeded(id);
  }

  private void assertTheKeyIsNeeded(UUID id) {
    as(compliance("c1"))
        .delete("/erasures/" + id + "/disclosure")
        .then()
        .statusCode(409)
        .body("code", is("disclosure.under_way"));
    as(compliance("c1")).post("/erasures/" + id + "/disclosure").then().statusCode(200);
  }

  private boolean kept(RequestKey key) {
    String text = Base64.getEncoder().encodeToString(key.bytes());
    return documents
            .getDatabase("erasure")
            .getCollection("erasure_requests")
            .countDocuments(Filters.eq("body.identity.logKey", text))
        > 0;
  }

  @Test
  void aRequestThatIsNotConfirmedHasNoCertificateFile() {
    UUID id = UUID.randomUUID();
    ingest.creator(creator, List.of("coach"), 2);
    as(compliance("c1"))
        .body(request(id, "CREATOR", creator))
        .post("/erasures")
        .then()
        .statusCode(202);
    as(compliance("c1"))
        .get("/erasures/" + id + "/certificate.tlog-proof")
        .then()
        .statusCode(409)
        .body("code", is("certificate.not_yet"));
  }

  private byte[] awaitFile(String link) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> as(owner(creator)).get(link + ".tlog-proof"),
            answer -> answer.statusCode() == 200)
        .asByteArray();
  }

  @Test
  void tilesAreKeptForEverAndCheckpointsAreNot() {
    ingest.creator(creator, List.of("coach"), 2);
    deleteCreator();
    assertThat(awaitCheckpoint(1).size()).isPositive();
    long size = awaitCheckpoint(1).size();
    Response tile = given().get("/log/tile/0/" + tile(size));
    assertThat(tile.statusCode()).isEqualTo(200);
    assertThat(tile.header("Cache-Control")).contains("immutable");
    assertThat(tile.contentType()).isEqualTo("application/octet-stream");
    assertThat(tile.asByteArray()).hasSize((int) (size % 256) * Hash.LENGTH);
    Response checkpoint = given().get("/log/checkpoint");
    assertThat(checkpoint.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(checkpoint.contentType()).startsWith("text/plain");
  }

  @Test
  void whatIsNoFileOfTheLogIsNotFound() {
    for (String path : List.of("tile/0/999", "tile/0/1", "tile/65/000", "tile/0/000.p/0")) {
      assertThat(given().urlEncodingEnabled(false).get("/log/" + path).statusCode())
          .as(path)
          .isEqualTo(404);
    }
  }

  private Checkpoint awaitCheckpoint(int size) {
    List<Checkpoint> found = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () -> {
              assertThat(given().get("/log/checkpoint").statusCode()).isEqualTo(200);
              Checkpoint now = Checkpoint.parse(note().text());
              assertThat(now.size()).isGreaterThanOrEqualTo(size);
              found.add(now);
            });
    return found.getLast();
  }

  private static Note note() throws Exception {
    return Note.parse(get("/log/checkpoint").statusCode(200).extract().asByteArray());
  }

  private static List<byte[]> entries(long size) throws Exception {
    List<byte[]> entries = new ArrayList<>();
    for (long bundle = 0; bundle * 256 < size; bundle++) {
      boolean full = (bundle + 1) * 256 <= size;
      String path = "%03d".formatted(bundle) + (full ? "" : ".p/" + size % 256);
      byte[] bytes = get("/log/tile/entries/" + path).statusCode(200).extract().asByteArray();
      entries.addAll(EntryBundle.entries(bytes));
    }
    return entries;
  }

  private static String tile(long size) {
    return "%03d.p/%d".formatted(size / 256, size % 256);
  }

  private static io.restassured.response.ValidatableResponse get(String path) {
    return given().get(path).then();
  }
}
