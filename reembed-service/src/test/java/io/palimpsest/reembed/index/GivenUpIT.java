package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.FenceLog;
import io.palimpsest.fencing.FenceProofs;
import io.palimpsest.messaging.SignedRecord;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.reembed.park.DropNews;
import io.palimpsest.reembed.park.ParkedRecord;
import io.palimpsest.reembed.park.Parking;
import io.palimpsest.reembed.park.ParkingLot;
import io.palimpsest.topic.Authorship;
import io.palimpsest.topic.Topic;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log is told of a parked record that an operator gives up (D22). */
class GivenUpIT {
  private final DropNews news =
      new DropNews(
          RecordSigner.of(SigningKey.generate(Authorship.REEMBED)),
          new SecureRandom(),
          Clock.systemUTC());
  private IndexUnderTest index;
  private Parking parking;
  private Twin stranger;

  @BeforeEach
  void start() throws Exception {
    index = new IndexUnderTest(new FreeEmbedder(), "g" + UUID.randomUUID(), true);
    parking = new Parking(index.lot, index.admissions);
    stranger = new Twin(index.ground.publisher);
  }

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void itLeavesAnEntryInTheWriteThatTakesItAwayAndNothingOfItself() {
    ParkedRecord parked = awaitParked();
    ParkingLot.Told told = news.told(parked, "key-7");
    parking.giveUp(parked, told);

    assertThat(index.lot.count()).isZero();
    assertThat(index.lot.find(parked.origin())).isEmpty();
    assertThat(index.lot.page(Optional.empty(), Optional.empty(), 10)).isEmpty();
    assertThat(index.lot.waiting(parked.reason())).isEmpty();
    assertThat(index.lot.count(parked.uids())).isZero();
    assertThat(documents().find().first())
        .as("a mark without content")
        .containsOnlyKeys("_id", "dropped", "unsaid");

    SignedRecord unsaid = only(index.lot.unsaid());
    assertThat(unsaid.topic()).isEqualTo(Topic.AUDIT_INTAKE);
    assertThat(unsaid.key()).isEqualTo(told.record().key()).startsWith("/reembed/pd_");
    assertThat(unsaid.value()).isEqualTo(told.record().value());
    assertThat(unsaid.proof()).isEqualTo(told.record().proof());
    Statement said = Statement.parse(unsaid.value());
    assertThat(said.type()).isEqualTo(EntryType.PARKED_DROPPED);
    assertThat(said.data())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                AuditField.ACTOR,
                told.key().actor("key-7"),
                AuditField.OBJECT,
                "sources",
                AuditField.EVIDENCE,
                told.key().words(parked.origin().id()),
                AuditField.REASON,
                "tenant.unknown"));
    assertThat(index.lot.toldKey(unsaid.key()).orElseThrow().key())
        .hasValueSatisfying(key -> assertThat(key.bytes()).isEqualTo(told.key().bytes()));
    index.lot.toldKey(unsaid.key()).orElseThrow().destruction().run();
    assertThat(index.lot.toldKey(unsaid.key()).orElseThrow().key()).isEmpty();
    assertThat(only(index.lot.unsaid()).value()).isEqualTo(unsaid.value());
    assertThat(index.lot.toldKey("/reembed/pd_none")).isEmpty();

    index.lot.said(unsaid);
    assertThat(index.lot.unsaid()).isEmpty();
  }

  @Test
  void whatIsNotThereAnyMoreIsGivenUpOnce() {
    ParkedRecord parked = awaitParked();
    parking.giveUp(parked, news.told(parked, "key-7"));
    parking.giveUp(parked, news.told(parked, "key-8"));
    assertThat(index.lot.unsaid()).hasSize(1);
  }

  @Test
  void aRecordThatComesAgainForgetsNothingThatIsNotToldYet() {
    ParkedRecord parked = awaitParked();
    ParkedRecord whole = index.lot.find(parked.origin()).orElseThrow();
    parking.giveUp(parked, news.told(parked, "key-7"));
    assertThat(parking.put(whole)).isEmpty();
    assertThat(index.lot.find(parked.origin()))
        .hasValueSatisfying(again -> assertThat(again.uids()).isEqualTo(parked.uids()));
    assertThat(index.lot.unsaid()).hasSize(1);
    parking.giveUp(parked, news.told(parked, "key-8"));
    assertThat(index.lot.unsaid()).hasSize(2);

    assertThat(parking.put(whole)).isEmpty();
    parking.drop(parked.origin(), parked.uids());
    assertThat(index.lot.count()).as("it was replayed").isZero();
    assertThat(index.lot.unsaid()).hasSize(2);
  }

  @Test
  void thatOfAFencedScopeIsNotGivenUpAndNothingIsSaid() {
    ParkedRecord parked = awaitParked();
    UUID fenced = parked.uids().getLast();
    try (FenceLog fences =
        FenceLog.connect(
            Ground.BOUNDS,
            index.ground.publisher,
            index.ground.kafka,
            index.ground.codec,
            new FenceProofs(index.ground.verifier(), 0, 0))) {
      long unused = fences.fence(fenced, ScopeType.SOURCE, "er_test").join();
      await().atMost(IndexUnderTest.PATIENCE).until(() -> index.writer.isFenced(List.of(fenced)));
    }
    parking.giveUp(parked, news.told(parked, "key-7"));
    assertThat(index.lot.unsaid()).isEmpty();
    assertThat(index.lot.count()).isEqualTo(1);
  }

  private ParkedRecord awaitParked() {
    stranger.put("guide", 1, Texts.of(1, 12));
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.lot.count() == 1);
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.channel.unfinished() == 0);
    return only(index.lot.page(Optional.empty(), Optional.empty(), 10));
  }

  private MongoCollection<Document> documents() {
    return index.database.getCollection("parked");
  }

  private static <T> T only(List<T> some) {
    assertThat(some).hasSize(1);
    return some.getFirst();
  }
}
