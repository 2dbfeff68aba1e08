package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static io.palimpsest.ingest.testing.Api.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.palimpsest.event.Change;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.SourceSubmitted;
import io.palimpsest.ingest.store.InboxEnd;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.Erasing;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.ingest.testing.SwitchableLeave;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What was submitted to an erased scope and is read after it came back. Every record of a test has
 * one key, so that they lie in one partition in the order of the test.
 */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class ReadmissionIT {
  private static final String SOURCE = "/creators/{creator}/twins/coach/sources/{source}";

  private static EventPublisher publisher;

  @Inject SwitchableLeave leave;

  private final String key = UUID.randomUUID().toString();

  @BeforeAll
  static void connect() {
    publisher = Announced.publisher();
  }

  @AfterAll
  static void disconnect() {
    publisher.close();
  }

  @Test
  void whatWasSubmittedBeforeACreatorCameBackDoesNotReachIt() {
    String creator = Api.creator();
    String token = Bearer.creator(creator);
    List<ScopeRef> path = Erasing.path(Erasing.resolve("CREATOR", creator));
    erase(path, token, creator);
    long last = submit(submitted(creator, "probe", "x"), token).offset();
    readmit("CREATOR", List.of(creator), last + 3);
    register(creator);
    ScopeRef twin = Erasing.path(Erasing.resolve("TWIN", creator, "coach")).getLast();

    SourceSubmitted before = submitted(creator, "before", "of the erased");
    SourceSubmitted told =
        record(creator, "told", "of the new").setAdmission(twin.getUid()).build();
    SourceSubmitted after = submitted(creator, "after", "of the new");
    assertThat(submit(before, token).offset()).isEqualTo(last + 1);
    assertThat(submit(told, token).offset()).isEqualTo(last + 2);
    assertThat(submit(after, token).offset()).isEqualTo(last + 3);

    awaitContent(creator, "after", "of the new");
    awaitContent(creator, "told", "of the new");
    as(token).get(SOURCE, creator, "before").then().statusCode(404);
    as(Bearer.operator()).get("/submissions/{id}", before.getEventId()).then().statusCode(404);
  }

  @Test
  void anOldChangeOrDeletionOfASourceThatCameBackDoesNotReachIt() {
    String creator = Api.creator();
    String token = Bearer.creator(creator);
    as(token, source("S", "of the erased")).put(SOURCE, creator, "src_s").then().statusCode(201);
    erase(Erasing.path(Erasing.resolve("SOURCE", creator, "coach", "src_s")), token, creator);
    long last = submit(submitted(creator, "probe", "x"), token).offset();
    readmit("SOURCE", List.of(creator, "coach", "src_s"), last + 3);

    assertThat(submit(submitted(creator, "src_s", "of the erased"), token).offset())
        .isEqualTo(last + 1);
    as(token, source("S", "of the new")).put(SOURCE, creator, "src_s").then().statusCode(201);
    SourceSubmitted deletion =
        record(creator, "src_s", "x").setChange(Change.DELETE).setContent(null).build();
    assertThat(submit(deletion, token).offset()).isEqualTo(last + 2);
    submit(submitted(creator, "control", "read"), token);

    awaitContent(creator, "control", "read");
    awaitContent(creator, "src_s", "of the new");
    submit(deletion, token);
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() -> as(token).get(SOURCE, creator, "src_s").then().statusCode(404));
  }

  @Test
  void whatWasParkedBeforeATwinCameBackIsNotReplayedIntoIt() {
    String creator = Api.creator();
    String token = Bearer.creator(creator);
    SourceSubmitted before = late(creator, "before");
    long offset = submit(before, token).offset();
    SourceSubmitted after = late(creator, "after");
    assertThat(submit(after, token).offset()).isEqualTo(offset + 1);
    awaitParked(before, 200);
    awaitParked(after, 200);
    registerTwin(creator, "late");
    List<ScopeRef> path = Erasing.path(Erasing.resolve("TWIN", creator, "late"));
    Erasing.fence(path.getLast());
    Erasing.run("ingest.registry", ErasureAction.ERASE, path);
    readmit("TWIN", List.of(creator, "late"), offset + 1);
    registerTwin(creator, "late");

    as(Bearer.operator())
        .post("/ingest/parked/{id}/replay", before.getEventId())
        .then()
        .statusCode(410)
        .body("code", equalTo("admission.before_readmission"));
    as(Bearer.operator())
        .post("/ingest/parked/{id}/replay", after.getEventId())
        .then()
        .statusCode(201);
  }

  @Test
  void whatWasSubmittedBeforeAndBreaksARuleIsNotParkedWithTheNewScope() {
    String creator = Api.creator();
    String token = Bearer.creator(creator);
    List<ScopeRef> path = Erasing.path(Erasing.resolve("CREATOR", creator));
    erase(path, token, creator);
    long last = submit(submitted(creator, "probe", "x"), token).offset();
    readmit("CREATOR", List.of(creator), last + 2);
    register(creator);

    SourceSubmitted before = record(creator, "src_s", "of the erased").setTitle(" ").build();
    SourceSubmitted after = record(creator, "src_s", "of the new").setTitle(" ").build();
    assertThat(submit(before, token).offset()).isEqualTo(last + 1);
    submit(after, token);
    awaitParked(after, 200);
    awaitParked(before, 404);
  }

  private static SourceSubmitted late(String creator, String source) {
    return record(creator, source, "text").setTwinId("late").build();
  }

  private static void awaitParked(SourceSubmitted submitted, int status) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(Bearer.operator())
                    .get("/submissions/{id}", submitted.getEventId())
                    .then()
                    .statusCode(status));
  }

  private static void erase(List<ScopeRef> path, String token, String creator) {
    Erasing.fence(path.getLast());
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(token, source("S", "again"))
                    .put(SOURCE, creator, path.getLast().getId())
                    .then()
                    .statusCode(path.getLast().getType().name().equals("SOURCE") ? 410 : 404));
    for (String participant :
        List.of(
            "ingest.content",
            "ingest.keys",
            "ingest.documents",
            "ingest.submissions",
            "ingest.registry")) {
      assertThat(Erasing.run(participant, ErasureAction.ERASE, path).getRemaining()).isZero();
    }
  }

  private void readmit(String type, List<String> ids, long end) {
    String inbox = Topic.INBOX_SOURCES.topicName();
    leave.give(
        IntStream.range(0, Topic.INBOX_SOURCES.partitions())
            .mapToObj(partition -> new InboxEnd(inbox, partition, end))
            .toList());
    as(Bearer.operator(), Map.of("type", type, "ids", ids))
        .post("/registry/readmissions")
        .then()
        .statusCode(204);
  }

  private static void register(String creator) {
    as(Bearer.operator(), Map.of("display_name", "Sainath"))
        .put("/creators/{creator}", creator)
        .then()
        .statusCode(201);
    registerTwin(creator, "coach");
  }

  private static void registerTwin(String creator, String twin) {
    as(Bearer.creator(creator), Map.of())
        .put("/creators/{creator}/twins/{twin}", creator, twin)
        .then()
        .statusCode(201);
  }

  private static SourceSubmitted submitted(String creator, String source, String content) {
    return record(creator, source, content).build();
  }

  private static SourceSubmitted.Builder record(String creator, String source, String content) {
    return SourceSubmitted.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(Instant.now())
        .setCreatorId(creator)
        .setTwinId("coach")
        .setSourceId(source)
        .setChange(Change.UPSERT)
        .setTitle("Notes")
        .setMediaType("text/plain")
        .setMetadata(Map.of())
        .setContent(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
  }

  private RecordMetadata submit(SourceSubmitted event, String token) {
    return publisher.publish(Topic.INBOX_SOURCES, key, event, TokenHeader.of(token)).join();
  }

  private static void awaitContent(String creator, String source, String content) {
    await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                as(Bearer.creator(creator))
                    .get(SOURCE + "/content", creator, source)
                    .then()
                    .statusCode(200)
                    .body(equalTo(content)));
  }
}
