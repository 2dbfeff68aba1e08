package io.palimpsest.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.audit.Statement;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import io.palimpsest.topic.Topic;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The service on real stores; the other services' sides are the test's own. */
abstract class ErasureStack {
  private static final AtomicInteger SERIAL = new AtomicInteger();

  @ConfigProperty(name = "test.ingest-port")
  int ingestPort;

  @ConfigProperty(name = "test.private-key")
  String privateKey;

  @ConfigProperty(name = "test.signing-keys")
  String signingKeys;

  @Inject EventPublisher publisher;
  @Inject RecordVerifier verifier;
  @Inject EventCodec codec;
  @Inject KafkaSettings kafka;

  StubIngest ingest;
  Receipts receipts;
  StubParticipants participants;
  String creator;

  @BeforeEach
  void start() throws IOException {
    ingest = new StubIngest(ingestPort);
    receipts = new Receipts(kafka, codec, Path.of(signingKeys));
    participants = new StubParticipants(new TopicLog(kafka, codec), receipts);
    creator = "creator-" + SERIAL.incrementAndGet() + "-" + ProcessHandle.current().pid();
  }

  @AfterEach
  void stop() {
    ingest.close();
    if (participants != null) {
      participants.close();
      receipts.close();
    }
  }

  JsonPath deleteCreator() {
    JsonPath end =
        as(owner(creator))
            .delete("/delphi/creator?wait=60s")
            .then()
            .statusCode(202)
            .extract()
            .jsonPath();
    assertThat(end.getString("state")).isEqualTo("CONFIRMED_LIVE");
    return end;
  }

  /** Asks as one person of compliance, has another one approve, and waits for the confirmation. */
  JsonPath eraseWithTwo(Map<String, Object> body) {
    UUID id =
        as(compliance("c1"))
            .body(body)
            .post("/erasures")
            .then()
            .statusCode(202)
            .extract()
            .jsonPath()
            .getUUID("request_id");
    String digest = awaitState(id, "AWAITING_APPROVAL").getString("plan.digest");
    approve("c2", id, digest).then().statusCode(200);
    return awaitState(id, "CONFIRMED_LIVE");
  }

  io.restassured.response.Response approve(String who, UUID id, String digest) {
    return as(compliance(who)).body(Map.of("digest", digest)).post("/erasures/" + id + "/approve");
  }

  /** The hold that somebody of compliance places. */
  JsonPath placeHold(String who, String type, String... ids) {
    return as(compliance(who))
        .body(Map.of("scope", Map.of("type", type, "ids", List.of(ids)), "basis", "litigation"))
        .post("/erasures/holds")
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  JsonPath get(UUID id) {
    return as(compliance("reader"))
        .get("/erasures/" + id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  JsonPath awaitState(UUID id, String state) {
    List<JsonPath> last = new ArrayList<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              JsonPath now =
                  as(compliance("reader"))
                      .get("/erasures/" + id)
                      .then()
                      .statusCode(200)
                      .extract()
                      .jsonPath();
              last.clear();
              last.add(now);
              assertThat(now.getString("state")).isEqualTo(state);
            });
    return last.getFirst();
  }

  static Map<String, Object> request(UUID id, String type, String... ids) {
    return Map.of("request_id", id.toString(), "scope", Map.of("type", type, "ids", List.of(ids)));
  }

  RequestSpecification as(Principal principal) {
    return given().auth().oauth2(token(principal)).contentType("application/json");
  }

  String token(Principal principal) {
    try {
      return new Tokens(TokenKeys.privateKey(Files.readString(Path.of(privateKey))))
          .mint(principal, Instant.now().minusSeconds(5), Duration.ofMinutes(10));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Principal owner(String creator) {
    return new Principal(
        "owner-" + creator, Set.of(Role.PRODUCER), Optional.of(new CreatorId(creator)), Set.of());
  }

  static Principal compliance(String key) {
    return new Principal(key, Set.of(Role.COMPLIANCE), Optional.empty(), Set.<OrganizationId>of());
  }

  static Principal operator() {
    return new Principal("op", Set.of(Role.OPERATOR), Optional.empty(), Set.of());
  }

  static Principal reader() {
    return new Principal("r", Set.of(Role.READER), Optional.empty(), Set.of());
  }

  List<Statement> log() {
    List<Statement> entries = new ArrayList<>();
    new TopicLog(kafka, codec)
        .readBytes(
            Topic.AUDIT,
            Duration.ofSeconds(20),
            record -> {
              if (record.value() instanceof Decoded.Event<byte[]> event) {
                assertThat(record.key()).isEqualTo(Integer.toString(entries.size()));
                entries.add(Statement.parse(event.value()));
              }
            });
    return entries;
  }
}
