package io.palimpsest.reembed.index;

import static com.mongodb.client.model.Filters.eq;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import io.palimpsest.reembed.park.ParkedRecord;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParkedIT {
  private final String name = "g" + UUID.randomUUID();
  private IndexUnderTest index;
  private Twin stranger;

  @BeforeEach
  void start() throws Exception {
    index = new IndexUnderTest(new FreeEmbedder(), name, true);
    stranger = new Twin(index.ground.publisher);
  }

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void whatWasParkedForAnUnknownTenantReplaysByItselfWhenTheTenantAppears() {
    stranger.put("guide", 1, Texts.of(1, 12));
    stranger.put("guide", 2, Texts.of(2, 12));
    stranger.put("other", 1, Texts.of(3, 12));
    awaitParked("other");
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.channel.unfinished() == 0);
    assertThat(index.row(stranger.uid("guide"))).isEmpty();
    stranger.register();
    index.awaitRevision(stranger.uid("guide"), 2);
    index.awaitRevision(stranger.uid("other"), 1);
    index.assertInStep(stranger, "guide");
    index.assertInStep(stranger, "other");
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.lot.count() == 0);
  }

  @Test
  void itReplaysAfterARestartToo() throws Exception {
    stranger.put("guide", 1, Texts.of(1, 12));
    awaitParked("guide");
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.channel.unfinished() == 0);
    index.close();
    stranger.register();
    index = new IndexUnderTest(new FreeEmbedder(), name, false);
    index.awaitRevision(stranger.uid("guide"), 1);
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.lot.count() == 0);
  }

  @Test
  void nothingIsParkedTwiceAndAnOlderRevisionGoesWithTheNewer() {
    stranger.put("guide", 1, Texts.of(1, 12));
    ParkedRecord parked = awaitParked("guide");
    assertThat(index.channel.replay(parked.origin())).isEmpty();
    await().atMost(IndexUnderTest.PATIENCE).until(() -> replayedAgain(parked));
    assertThat(index.lot.count()).isEqualTo(1);
    stranger.register();
    index.awaitRevision(stranger.uid("guide"), 1);
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.lot.count() == 0);
  }

  @Test
  void aPoisonRecordStaysParkedWhenItIsReplayed() {
    index
        .ground
        .publisher
        .publishRaw(Topic.SOURCES, "poison", new byte[] {7, 1, 2, 3, 4, 5}, Map.of())
        .join();
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.lot.count() == 1);
    ParkedRecord poison = page(Optional.of("wire.magic_byte")).getFirst();
    assertThat(page(Optional.of("tenant.unknown"))).isEmpty();
    assertThat(index.channel.replay(poison.origin())).hasValue("wire.magic_byte");
    assertThat(index.lot.count()).isEqualTo(1);
  }

  @Test
  void whatNamesNobodyGoesByItselfAndWhatNamesSomebodyWaits() {
    stranger.put("guide", 1, Texts.of(1, 12));
    ParkedRecord named = awaitParked("guide");
    index
        .ground
        .publisher
        .publishRaw(Topic.SOURCES, "poison", new byte[] {7, 1, 2, 3, 4, 5}, Map.of())
        .join();
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.lot.count() == 2);
    ParkedRecord unnamed = page(Optional.of("wire.magic_byte")).getFirst();
    MongoCollection<Document> records = index.database.getCollection("parked");
    assertThat(records.find(eq("_id", unnamed.origin().id())).first().getDate("expires_at"))
        .isEqualTo(Date.from(unnamed.parkedAt().plus(Duration.ofDays(14))));
    assertThat(records.find(eq("_id", named.origin().id())).first())
        .doesNotContainKey("expires_at");
    assertThat(records.listIndexes())
        .anySatisfy(
            known -> {
              assertThat(known.get("key")).isEqualTo(new Document("expires_at", 1));
              assertThat(known.get("expireAfterSeconds", Number.class).longValue()).isZero();
            });
  }

  @Test
  void whatCannotBeReadIsKeptSealedAndItsKeyIsNeededToLookAtItAgain() {
    publishPoison("mail@example.org", "written in clear: mail@example.org");
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.lot.count() == 1);

    ParkedRecord poison = page(Optional.of("wire.magic_byte")).getFirst();
    assertThat(poison.key()).isEmpty();
    assertThat(poison.payload().size()).isEqualTo(34);
    assertThat(poison.payload().bytes()).as("a page loads no values").isEmpty();
    Document stored = index.database.getCollection("parked").find().first();
    assertThat(new String(stored.get("payload", Binary.class).getData(), UTF_8))
        .doesNotContain("example");
    assertThat(stored.toJson()).doesNotContain("example");

    assertThat(index.channel.replay(poison.origin())).hasValue("wire.magic_byte");
    index.keys.erase(poison.payload().key().orElseThrow());
    assertThat(index.channel.replay(poison.origin())).hasValue("seal.unknown_key");
    assertThat(index.lot.count()).isEqualTo(1);
  }

  @Test
  void whatCannotBeSealedNowWaitsAndIsNotLost() {
    index.keys.down = true;
    publishPoison("poison", "written in clear");
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.keys.refusals.get() >= 1);
    assertThat(index.lot.count()).isZero();
    assertThat(index.dependencies.down()).containsKey("keys");

    index.keys.down = false;
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.lot.count() == 1);
  }

  private void publishPoison(String key, String value) {
    index.ground.publisher.publishRaw(Topic.SOURCES, key, value.getBytes(UTF_8), Map.of()).join();
  }

  private boolean replayedAgain(ParkedRecord before) {
    return index
        .lot
        .find(before.origin())
        .filter(now -> now.parkedAt().isAfter(before.parkedAt()))
        .isPresent();
  }

  private ParkedRecord awaitParked(String source) {
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .until(() -> index.lot.count(List.of(stranger.uid(source))) == 1);
    return page(Optional.of("tenant.unknown")).stream()
        .filter(parked -> parked.uids().contains(stranger.uid(source)))
        .findFirst()
        .orElseThrow();
  }

  private List<ParkedRecord> page(Optional<String> reason) {
    return index.lot.page(reason, Optional.empty(), 100);
  }
}
