package io.palimpsest.ingest;

import static io.palimpsest.ingest.testing.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.Change;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.SourceSubmitted;
import io.palimpsest.ingest.testing.Announced;
import io.palimpsest.ingest.testing.Api;
import io.palimpsest.ingest.testing.Bearer;
import io.palimpsest.ingest.testing.Erasing;
import io.palimpsest.ingest.testing.RealParts;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.topic.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What an erasure is told of a scope that the registry does not know. */
@QuarkusTest
@QuarkusTestResource(RealParts.class)
class AbsenceIT {
  private static final String TWIN = "TWIN";

  @Test
  void whatWasNeverHereIsAbsent() {
    JsonPath answer = settled("CREATOR", Api.name("never"));
    assertThat(answer.getBoolean("found.registered")).isFalse();
    assertThat(answer.getString("found.erased_by")).isNull();
    assertThat(answer.getLong("found.parked")).isZero();
  }

  @Test
  void whatCameInBeforeTheEndsIsSeenAlthoughItWasNotAppliedYet() {
    String creator = Api.creator();
    List<String> source = List.of(creator, "coach", "src_1");
    submit(creator, "coach");
    Map<String, Object> ends = ends("SOURCE");

    JsonPath answer = settled("SOURCE", ends, source);

    assertThat(answer.getBoolean("found.registered")).isTrue();
  }

  @Test
  void aSubmissionOfAnUnknownTwinIsFoundWhereItWasParked() {
    String creator = Api.creator();
    submit(creator, "never_was");
    Map<String, Object> ends = ends(TWIN);

    assertThat(settled(TWIN, ends, List.of(creator, "never_was")).getLong("found.parked"))
        .isEqualTo(1);
    assertThat(settled(TWIN, ends, List.of(creator, "other")).getLong("found.parked")).isZero();
  }

  @Test
  void endsThatNobodyHasReachedAreNotPassedAndTellNothing() {
    Map<String, Object> ends = new HashMap<>(ends(TWIN));
    List<Integer> offsets = new java.util.ArrayList<>((List<Integer>) ends.get("offsets"));
    offsets.set(0, offsets.getFirst() + 1);
    ends.put("offsets", offsets);

    JsonPath answer = ask(TWIN, ends, List.of(Api.creator(), "x")).then().extract().jsonPath();

    assertThat(answer.getString("inbox")).isEqualTo("BEHIND");
    assertThat(answer.<Object>get("found")).isNull();
  }

  @Test
  void endsOfATopicThatWasMadeAnewAreVoid() {
    Map<String, Object> ends = new HashMap<>(ends(TWIN));
    ends.put("topic_id", org.apache.kafka.common.Uuid.randomUuid().toString());
    JsonPath answer = ask(TWIN, ends, List.of(Api.creator(), "x")).then().extract().jsonPath();
    assertThat(answer.getString("inbox")).isEqualTo("VOID");
  }

  @Test
  void marksOfTransactionsAreNothingToBePassed() {
    transaction(true);
    transaction(false);
    settled(TWIN, Api.name("never"), "coach");
  }

  @Test
  void anErasedCreatorIsRememberedForItsTwinsToo() {
    String creator = Api.creator();
    List<ScopeRef> path = Erasing.path(Erasing.resolve("CREATOR", creator));
    Erasing.fence(path.getLast());
    Erasing.run("ingest.registry", ErasureAction.ERASE, path);

    assertThat(settled("CREATOR", creator).getString("found.erased_by")).startsWith("er_");
    assertThat(settled(TWIN, creator, "coach").getString("found.erased_by")).startsWith("er_");
    assertThat(settled(TWIN, creator, "coach").getBoolean("found.registered")).isFalse();
  }

  @Test
  void badQuestionsAreRefused() {
    Map<String, Object> ends = ends(TWIN);
    ask(TWIN, ends, List.of("one")).then().statusCode(400);
    ask("UNKNOWN", ends, List.of("one")).then().statusCode(400);
    as(Bearer.service(), Map.of("type", TWIN, "ids", List.of("a", "b")))
        .post("/internal/scopes/absence")
        .then()
        .statusCode(400);
    as(Bearer.operator()).get("/internal/scopes/inbox-ends?type=TWIN").then().statusCode(403);
  }

  private static JsonPath settled(String type, String... ids) {
    return settled(type, ends(type), List.of(ids));
  }

  private static JsonPath settled(String type, Map<String, Object> ends, List<String> ids) {
    return await()
        .atMost(Duration.ofSeconds(90))
        .until(
            () -> ask(type, ends, ids).then().statusCode(200).extract().jsonPath(),
            answer -> answer.getString("inbox").equals("PASSED"));
  }

  private static Map<String, Object> ends(String type) {
    return as(Bearer.service())
        .queryParam("type", type)
        .get("/internal/scopes/inbox-ends")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getMap("");
  }

  private static Response ask(String type, Map<String, Object> ends, List<String> ids) {
    return as(Bearer.service(), Map.of("type", type, "ids", ids, "ends", ends))
        .post("/internal/scopes/absence");
  }

  private static void submit(String creator, String twin) {
    SourceSubmitted source =
        SourceSubmitted.newBuilder()
            .setEventId(UUID.randomUUID())
            .setOccurredAt(Instant.now())
            .setCreatorId(creator)
            .setTwinId(twin)
            .setSourceId("src_1")
            .setChange(Change.UPSERT)
            .setTitle("Notes")
            .setMediaType("text/plain")
            .setMetadata(Map.of())
            .setContent(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)))
            .build();
    try (EventPublisher publisher = Announced.publisher()) {
      publisher
          .publish(Topic.INBOX_SOURCES, "src_1", source, TokenHeader.of(Bearer.creator(creator)))
          .join();
    }
  }

  /** A transaction leaves a mark at the end, which no group commits. */
  private static void transaction(boolean commits) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            Announced.kafka().bootstrapServers(),
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            Api.name("tx"));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(
          new ProducerRecord<>(Topic.INBOX_SOURCES.topicName(), "tx", new byte[] {1, 2, 3}));
      producer.flush();
      if (commits) {
        producer.commitTransaction();
      } else {
        producer.abortTransaction();
      }
    }
  }
}
