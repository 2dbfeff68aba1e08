package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.reembed.park.ParkedRecord;
import io.palimpsest.sealing.DataKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SealedChangesIT {
  private IndexUnderTest index;
  private Twin twin;

  @BeforeEach
  void open() throws Exception {
    index = new IndexUnderTest(new FreeEmbedder());
    twin = index.twin();
  }

  @AfterEach
  void close() {
    index.close();
  }

  @Test
  void aSealedChangeBecomesVectorsAndAPlainOneDoesToo() {
    twin.putSealed("sealed", 1, Texts.of(1, 6), index.keys.make(twin.uid("sealed")));
    twin.put("plain", 1, Texts.of(2, 6));

    index.awaitRevision(twin.uid("sealed"), 1);
    index.awaitRevision(twin.uid("plain"), 1);

    index.assertInStep(twin, "sealed");
    assertThat(index.lot.count()).isZero();
  }

  @Test
  void whatIsErasedWithItsKeyEndsAndIsNeitherParkedNorTriedAgain() {
    DataKey key = index.keys.make(twin.uid("gone"));
    index.keys.erase(twin.uid("gone"));
    twin.putSealed("gone", 1, Texts.of(1, 6), key);
    twin.putSealed("control", 1, Texts.of(1, 6), index.keys.make(twin.uid("control")));

    index.awaitRevision(twin.uid("control"), 1);
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.channel.unfinished() == 0);

    assertThat(index.meters.counter(IndexMetrics.EVENTS, "outcome", "erased").count()).isEqualTo(1);
    assertThat(index.row(twin.uid("gone"))).isEmpty();
    assertThat(index.lot.count()).isZero();
  }

  @Test
  void whatCannotBeOpenedNowWaitsAndNothingIsParked() {
    twin.putSealed("late", 1, Texts.of(1, 6), index.keys.make(twin.uid("late")));
    index.awaitRevision(twin.uid("late"), 1);
    index.keys.down = true;
    twin.putSealed("late", 2, Texts.of(2, 6), index.keys.make(twin.uid("late")));

    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.keys.refusals.get() >= 1);
    assertThat(index.dependencies.down()).containsKey("keys");
    assertThat(index.row(twin.uid("late")).orElseThrow().revision()).isEqualTo(1);

    index.keys.down = false;
    index.awaitRevision(twin.uid("late"), 2);
    index.assertInStep(twin, "late");
    assertThat(index.lot.count()).isZero();
  }

  @Test
  void aKeyThatNobodyKnowsOrThatDoesNotFitParksTheRecord() {
    twin.putSealed("unknown", 1, Texts.of(1, 6), DataKey.generate());
    index.keys.make(twin.uid("foreign"));
    twin.putSealed("foreign", 1, Texts.of(1, 6), DataKey.generate());

    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.lot.count() == 2);
    List<ParkedRecord> parked = index.lot.page(Optional.empty(), Optional.empty(), 10);
    assertThat(parked)
        .extracting(ParkedRecord::reason)
        .containsExactlyInAnyOrder("seal.unknown_key", "seal.broken");
  }
}
