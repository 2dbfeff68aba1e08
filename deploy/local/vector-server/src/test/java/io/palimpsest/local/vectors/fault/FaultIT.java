package io.palimpsest.local.vectors.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.palimpsest.local.vectors.index.IndexSettings;
import io.palimpsest.local.vectors.server.LocalServer;
import io.pinecone.clients.Index;
import io.pinecone.proto.DescribeIndexStatsResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultIT {
  private static final List<Float> VALUES = List.of(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f);
  private static final JsonObject NOTHING = new JsonObject();

  @TempDir static Path dataDir;
  private static LocalServer server;
  private static Index index;
  private String namespace;

  @BeforeAll
  static void start() throws IOException {
    IndexSettings settings =
        new IndexSettings(8, Duration.ofMinutes(1), Duration.ofMinutes(1), 1 << 27);
    server = LocalServer.start(dataDir, settings, "admin:any", "read-only:reader");
    index = server.index("any");
  }

  @AfterAll
  static void stop() throws IOException {
    index.close();
    server.close();
  }

  @BeforeEach
  void freshNamespace() {
    namespace = "faults-" + UUID.randomUUID();
  }

  @AfterEach
  void clear() throws Exception {
    server.send("DELETE", "/_faults", NOTHING);
  }

  @Test
  void anAdminsKeySwitchesNothingOn() throws Exception {
    for (String path : List.of("/_faults", "/_calls")) {
      assertThat(server.send("GET", path, "", "any").statusCode()).as(path).isEqualTo(401);
    }
    assertThat(server.send("POST", "/_faults", fault("fail").encode(), "any").statusCode())
        .isEqualTo(401);
    assertThat(server.send("GET", "/_faults", NOTHING).statusCode())
        .as("positive control")
        .isEqualTo(200);
  }

  @Test
  void everyThirdWriteIsAnswered429WithRetryAfter() throws Exception {
    String id =
        add(fault("fail").put("status", 429).put("retry_after", 7).put("every", 3), "upsert");
    index.upsert("a", VALUES, namespace);
    index.upsert("b", VALUES, namespace);
    assertThatThrownBy(() -> index.upsert("c", VALUES, namespace))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode().name()).isEqualTo("RESOURCE_EXHAUSTED");
              assertThat(e.getTrailers().get(key("retry-after"))).isEqualTo("7");
            });
    assertThat(fired(id)).isEqualTo(1);
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void restSees429AsStatusAndHeader() throws Exception {
    String id = add(fault("fail").put("status", 429).put("retry_after", 2), "upsert");
    HttpResponse<String> answer = server.send("POST", "/vectors/upsert", upsert("a"));
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("2");
    assertThat(fired(id)).isEqualTo(1);
  }

  @Test
  void quotaIs403AndFailureIs500AsManyTimesAsAsked() throws Exception {
    String quota = add(fault("fail").put("status", 403).put("times", 1), "upsert");
    refused("PERMISSION_DENIED", () -> index.upsert("a", VALUES, namespace));
    index.upsert("a", VALUES, namespace);
    String broken = add(fault("fail").put("status", 500).put("skip", 1), "fetch");
    index.fetch(List.of("a"), namespace);
    refused("INTERNAL", () -> index.fetch(List.of("a"), namespace));
    assertThat(fired(quota)).isEqualTo(1);
    assertThat(fired(broken)).isEqualTo(1);
  }

  @Test
  void probabilityIsSeededAndOnlyTheNamedNamespaceIsHit() throws Exception {
    String id =
        add(
            fault("fail")
                .put("status", 503)
                .put("probability", 0.5)
                .put("seed", 42)
                .put("namespace", namespace),
            "upsert");
    int failures = 0;
    for (int i = 0; i < 60; i++) {
      index.upsert("elsewhere", VALUES, namespace + "-other");
      try {
        index.upsert("v" + i, VALUES, namespace);
      } catch (StatusRuntimeException unavailable) {
        failures++;
      }
    }
    assertThat(failures).isBetween(15, 45);
    assertThat(fired(id)).isEqualTo(failures);
    assertThat(count()).isEqualTo(60 - failures);
  }

  @Test
  void delayedCallIsAnsweredLater() throws Exception {
    String id = add(fault("delay").put("millis", 300), "upsert");
    long before = System.nanoTime();
    index.upsert("a", VALUES, namespace);
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before))
        .isGreaterThanOrEqualTo(300);
    assertThat(fired(id)).isEqualTo(1);
  }

  @Test
  void lateWriteIsRefusedAtOnceAndLandsAfterwards() throws Exception {
    String id = add(fault("land_late").put("millis", 400).put("times", 1), "upsert");
    refused("UNAVAILABLE", () -> index.upsert("late", VALUES, namespace));
    assertThat(count()).isZero();
    await().atMost(Duration.ofSeconds(90)).until(() -> count() == 1);
    assertThat(fired(id)).isEqualTo(1);
  }

  @Test
  void lostAnswerCutsTheConnectionAndTheWriteIsThere() throws Exception {
    String id = add(fault("lose_answer").put("times", 1), "upsert");
    refused("UNAVAILABLE", () -> index.upsert("v", VALUES, namespace));
    assertThat(count()).isEqualTo(1);
    assertThat(fired(id)).isEqualTo(1);
  }

  @Test
  void readsSeeWritesOnlyAfterTheirOwnDelay() throws Exception {
    index.upsert("old", VALUES, namespace);
    visibility(new JsonObject().put("query", 1_500).put("list", 0));
    index.upsert("new", VALUES, namespace);
    assertThat(queried()).containsExactly("old");
    assertThat(listed()).containsExactly("new", "old");
    await().atMost(Duration.ofSeconds(90)).until(() -> queried().size() == 2);
    assertThat(staleReads("query")).isPositive();
    assertThat(staleReads("list")).isZero();
  }

  @Test
  void droppedNamespaceIsSeenForAsLongAsTheDelay() throws Exception {
    index.upsert("v", VALUES, namespace);
    visibility(new JsonObject().put("query", 1_500).put("stats", 1_500));
    index.deleteNamespace(namespace);
    assertThat(queried()).containsExactly("v");
    assertThat(count()).isEqualTo(1);
    index.upsert("reborn", VALUES, namespace);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> assertThat(queried()).containsExactly("reborn"));
    assertThat(count()).isEqualTo(1);
    assertThat(staleReads("query")).isPositive();
    assertThat(staleReads("stats")).isPositive();
  }

  @Test
  void newNamespaceIsNotSeenBeforeTheDelayIsOver() throws Exception {
    visibility(new JsonObject().put("stats", 1_500).put("fetch", 1_500));
    index.upsert("v", VALUES, namespace);
    assertThat(count()).isZero();
    assertThat(index.fetch(List.of("v"), namespace).getVectorsMap()).isEmpty();
    await().atMost(Duration.ofSeconds(90)).until(() -> count() == 1);
    assertThat(staleReads("stats")).isPositive();
    assertThat(staleReads("fetch")).isPositive();
  }

  @Test
  void sequenceNumbersTellWhenAWriteCanBeSeen() throws Exception {
    JsonObject query =
        new JsonObject()
            .put("namespace", namespace)
            .put("topK", 1)
            .put("vector", new JsonArray(VALUES));
    server.send("POST", "/vectors/upsert", upsert("first"));
    visibility(new JsonObject().put("query", 1_000));
    HttpResponse<String> write = server.send("POST", "/vectors/upsert", upsert("second"));
    long written = write.headers().firstValueAsLong("x-pinecone-request-lsn").orElseThrow();
    assertThat(indexed(query)).isLessThan(written);
    await().atMost(Duration.ofSeconds(90)).until(() -> indexed(query) >= written);
    assertThat(queried()).contains("second");
    assertThat(staleReads("query")).isPositive();
  }

  @Test
  void absentNamespaceTellsThatTheDropIsVisible() throws Exception {
    JsonObject query =
        new JsonObject()
            .put("namespace", namespace)
            .put("topK", 1)
            .put("vector", new JsonArray(VALUES));
    server.send("POST", "/vectors/upsert", upsert("v"));
    HttpResponse<String> drop = server.send("DELETE", "/namespaces/" + namespace, NOTHING);
    long dropped = drop.headers().firstValueAsLong("x-pinecone-request-lsn").orElseThrow();
    assertThat(indexed(query)).isGreaterThanOrEqualTo(dropped);
    assertThat(queried()).isEmpty();
  }

  @Test
  void readOnlyKeyMayReadAndUnknownOrRevokedKeysMayNothing() throws Exception {
    index.upsert("v", VALUES, namespace);
    try (Index reader = server.index("reader");
        Index stranger = server.index("stranger")) {
      assertThat(reader.fetch(List.of("v"), namespace).getVectorsCount()).isEqualTo(1);
      refused("PERMISSION_DENIED", () -> reader.upsert("w", VALUES, namespace));
      refused("PERMISSION_DENIED", () -> reader.deleteNamespace(namespace));
      refused("UNAUTHENTICATED", () -> stranger.fetch(List.of("v"), namespace));
      server.send("POST", "/_faults/keys/revoke", new JsonObject().put("key", "reader"));
      refused("UNAUTHENTICATED", () -> reader.fetch(List.of("v"), namespace));
    }
    assertThat(state().getJsonObject("keys").getLong("refused")).isGreaterThanOrEqualTo(4);
  }

  @Test
  void callsAreCountedByOperationUntilReset() throws Exception {
    server.send("DELETE", "/_calls", NOTHING);
    index.upsert("v", VALUES, namespace);
    index.fetch(List.of("v", "w"), namespace);
    refused("NOT_FOUND", () -> index.deleteNamespace("absent-" + namespace));
    JsonObject calls = new JsonObject(server.send("GET", "/_calls", NOTHING).body());
    assertThat(calls.getLong("writes")).isEqualTo(2);
    JsonObject operations = calls.getJsonObject("operations");
    assertThat(operations.getJsonObject("upsert").getLong("records")).isEqualTo(1);
    assertThat(operations.getJsonObject("fetch").getLong("records")).isEqualTo(2);
    assertThat(operations.getJsonObject("delete_namespace").getLong("refused")).isEqualTo(1);
  }

  @Test
  void misspeltFaultIsRefusedWithFieldAndRule() throws Exception {
    HttpResponse<String> answer =
        server.send("POST", "/_faults", fault("fail").put("probabilty", 0.5));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(new JsonObject(answer.body()).getString("field")).isEqualTo("probabilty");
    assertThat(server.send("POST", "/_faults", fault("explode")).statusCode()).isEqualTo(400);
    assertThat(server.send("POST", "/_faults", fault("fail").put("every", 0)).statusCode())
        .isEqualTo(400);
  }

  private static JsonObject fault(String name) {
    return new JsonObject().put("fault", name);
  }

  private static String add(JsonObject fault, String... operations) throws Exception {
    HttpResponse<String> answer =
        server.send(
            "POST", "/_faults", fault.put("operations", new JsonArray(List.of(operations))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return new JsonObject(answer.body()).getString("id");
  }

  private static void visibility(JsonObject delays) throws Exception {
    assertThat(server.send("PUT", "/_faults/visibility", delays).statusCode()).isEqualTo(200);
  }

  private static JsonObject state() throws Exception {
    return new JsonObject(server.send("GET", "/_faults", NOTHING).body());
  }

  private static long fired(String id) throws Exception {
    return state().getJsonArray("faults").stream()
        .map(JsonObject.class::cast)
        .filter(fault -> fault.getString("id").equals(id))
        .findFirst()
        .orElseThrow()
        .getLong("fired");
  }

  private static long staleReads(String kind) throws Exception {
    return state().getJsonObject("visibility").getJsonObject(kind).getLong("stale_reads");
  }

  private static long indexed(JsonObject query) throws Exception {
    return server
        .send("POST", "/query", query)
        .headers()
        .firstValueAsLong("x-pinecone-max-indexed-lsn")
        .orElseThrow();
  }

  private JsonObject upsert(String id) {
    JsonObject vector = new JsonObject().put("id", id).put("values", new JsonArray(VALUES));
    return new JsonObject().put("namespace", namespace).put("vectors", new JsonArray().add(vector));
  }

  private long count() {
    DescribeIndexStatsResponse stats = index.describeIndexStats();
    return stats.containsNamespaces(namespace)
        ? stats.getNamespacesMap().get(namespace).getVectorCount()
        : 0;
  }

  private List<String> queried() {
    return index.queryByVector(10, VALUES, namespace).getMatchesList().stream()
        .map(match -> match.getId())
        .toList();
  }

  private List<String> listed() {
    return index.list(namespace).getVectorsList().stream().map(item -> item.getId()).toList();
  }

  private static void refused(String status, Runnable call) {
    assertThatThrownBy(call::run).hasMessageContaining(status);
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
