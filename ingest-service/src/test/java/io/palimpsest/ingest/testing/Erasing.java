package io.palimpsest.ingest.testing;

import static io.palimpsest.ingest.testing.Api.as;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.AnyTopic;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** What erasure does to ingest, step by step. */
public final class Erasing {
  private Erasing() {}

  /** A scope as the other services see it, by its ids. */
  public static JsonPath resolve(String type, String... ids) {
    return as(Bearer.service())
        .queryParam("type", type)
        .queryParam("ids", List.of(ids))
        .get("/internal/scopes/resolve")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** The path of a resolved scope. */
  public static List<ScopeRef> path(JsonPath resolved) {
    return resolved.<Map<String, String>>getList("path").stream()
        .map(
            scope ->
                new ScopeRef(
                    ScopeType.valueOf(scope.get("type")),
                    scope.get("id"),
                    UUID.fromString(scope.get("uid"))))
        .toList();
  }

  /** Fences a scope. */
  public static void fence(ScopeRef scope) {
    publish(
        Topic.ERASURE_FENCES,
        scope.getUid().toString(),
        new ScopeFenced(scope.getUid(), scope.getType(), "er_test", Instant.now()));
  }

  /** Has a participant do a task; returns its receipt. */
  public static ErasureReceipt run(String participant, ErasureAction action, List<ScopeRef> path) {
    return run(participant, action, path, List.of());
  }

  /** The same for a request that suppresses the name of its scope. */
  public static ErasureReceipt run(
      String participant, ErasureAction action, List<ScopeRef> path, List<String> suppressed) {
    UUID id = UUID.randomUUID();
    String ref = "er_" + id;
    ErasureTask task =
        ErasureTask.newBuilder()
            .setRequestRef(ref)
            .setOccurredAt(Instant.now())
            .setTaskId(id)
            .setParticipant(participant)
            .setAttempt(1)
            .setAction(action)
            .setScopePath(path)
            .setUids(List.of(path.getLast().getUid()))
            .setNamespaces(List.of())
            .setSharedNamespaces(List.of())
            .setFenceSequence(0L)
            .setSuppressedIds(suppressed)
            .setExpiresAt(Instant.now().plus(Duration.ofSeconds(90)))
            .build();
    publish(new WorkTopic(participant), ref, task);
    return await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> receipt(ref), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<ErasureReceipt> receipt(String ref) {
    return Announced.of(Topic.ERASURE_RECEIPTS, ErasureReceipt.class, ref).stream().findFirst();
  }

  private static void publish(AnyTopic topic, String key, SpecificRecord event) {
    try (EventPublisher publisher = Announced.publisher()) {
      publisher.publish(topic, key, event).join();
    }
  }
}
