package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.SourceChanged;
import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.topic.Topic;
import io.palimpsest.vectorstore.Ownership;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChangeToVectorIT {
  private static final String SOURCE = "guide";
  private final FreeEmbedder model = new FreeEmbedder();
  private IndexUnderTest index;
  private Twin twin;

  @BeforeEach
  void start() throws Exception {
    index = new IndexUnderTest(model);
    twin = index.twin();
  }

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void aNewSourceBecomesSearchableWithItsOwnership() {
    twin.put(SOURCE, 1, Texts.of(1, 12));
    LedgerRow row = index.awaitRevision(twin.uid(SOURCE), 1);
    index.assertInStep(twin, SOURCE);
    assertThat(row.chunks()).hasSizeGreaterThan(3);
    index
        .stored(twin.namespace())
        .values()
        .forEach(
            vector -> {
              assertThat(vector.metadata().text(Ownership.CREATOR_ID)).hasValue(twin.creator);
              assertThat(vector.metadata().text(Ownership.SOURCE_UID))
                  .hasValue(twin.uid(SOURCE).toString());
              assertThat(vector.metadata().text("lang")).hasValue("en");
            });
  }

  @Test
  void unchangedContentCallsNeitherModelNorStore() {
    twin.put(SOURCE, 1, Texts.of(1, 12));
    index.awaitRevision(twin.uid(SOURCE), 1);
    double written = index.count(IndexMetrics.WRITTEN);
    int calls = model.calls.get();
    assertThat(written).as("positive control").isPositive();
    twin.put(SOURCE, 2, Texts.of(1, 12));
    index.awaitRevision(twin.uid(SOURCE), 2);
    assertThat(model.calls).hasValue(calls);
    assertThat(index.count(IndexMetrics.WRITTEN)).isEqualTo(written);
    assertThat(index.count(IndexMetrics.DELETED)).isZero();
  }

  @Test
  void anEditEmbedsItsChunksOnly() {
    twin.put(SOURCE, 1, Texts.of(1, 60));
    LedgerRow before = index.awaitRevision(twin.uid(SOURCE), 1);
    int texts = model.texts.get();
    twin.put(SOURCE, 2, Texts.of(1, 60).replace("number 30 ", "number thirty "));
    LedgerRow after = index.awaitRevision(twin.uid(SOURCE), 2);
    assertThat(model.texts.get() - texts).isBetween(1, 4);
    assertThat(after.ids()).isNotEqualTo(before.ids());
    index.assertInStep(twin, SOURCE);
  }

  @Test
  void otherMetadataIsStoredWithoutTheModel() {
    twin.put(SOURCE, 1, Texts.of(1, 12));
    index.awaitRevision(twin.uid(SOURCE), 1);
    int texts = model.texts.get();
    twin.publish(twin.upsert(SOURCE, 2, Texts.of(1, 12), Map.of("lang", "de")));
    index.awaitRevision(twin.uid(SOURCE), 2);
    assertThat(model.texts).hasValue(texts);
    assertThat(index.stored(twin.namespace()).values())
        .isNotEmpty()
        .allSatisfy(v -> assertThat(v.metadata().text("lang")).hasValue("de"));
    index.assertInStep(twin, SOURCE);
  }

  @Test
  void aShorterTextLeavesNoChunk() {
    twin.put(SOURCE, 1, Texts.of(1, 60));
    index.awaitRevision(twin.uid(SOURCE), 1);
    twin.put(SOURCE, 2, Texts.of(1, 3));
    index.awaitRevision(twin.uid(SOURCE), 2);
    index.assertInStep(twin, SOURCE);
    assertThat(index.stored(twin.namespace()).size()).isBetween(1, 4);
  }

  @Test
  void aDeletedSourceIsGoneAndMayComeBack() {
    twin.put(SOURCE, 1, Texts.of(1, 12));
    index.awaitRevision(twin.uid(SOURCE), 1);
    twin.publish(twin.delete(SOURCE, 2));
    assertThat(index.awaitRevision(twin.uid(SOURCE), 2).deleted()).isTrue();
    assertThat(index.stored(twin.namespace())).isEmpty();
    twin.put(SOURCE, 3, Texts.of(1, 12));
    assertThat(index.awaitRevision(twin.uid(SOURCE), 3).deleted()).isFalse();
    index.assertInStep(twin, SOURCE);
  }

  @Test
  void anOlderRevisionNeverOverwritesANewerOne() {
    SourceChanged old = twin.upsert(SOURCE, 1, Texts.of(1, 12), Map.of());
    twin.put(SOURCE, 2, Texts.of(2, 12));
    LedgerRow row = index.awaitRevision(twin.uid(SOURCE), 2);
    twin.publish(old);
    twin.publish(old);
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .until(
            () -> index.meters.counter(IndexMetrics.EVENTS, "outcome", "superseded").count() > 0);
    assertThat(index.row(twin.uid(SOURCE))).hasValue(row);
    index.assertInStep(twin, SOURCE);
  }

  @Test
  void aPoisonRecordIsParkedAndItsNeighboursPass() {
    String key = twin.uid("poison").toString();
    index
        .ground
        .publisher
        .publishRaw(Topic.SOURCES, key, new byte[] {7, 1, 2, 3, 4, 5}, Map.of())
        .join();
    twin.publish(
        twin.upsert("odd", 1, "Some text.", Map.of("$eq", "an operator is no key of metadata")));
    twin.put(SOURCE, 1, Texts.of(1, 12));
    index.awaitRevision(twin.uid(SOURCE), 1);
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.lot.count() == 2);
    assertThat(index.lot.page(Optional.empty(), Optional.empty(), 10))
        .extracting(parked -> parked.reason())
        .containsExactlyInAnyOrder("wire.magic_byte", "change.metadata");
  }

  @Test
  void whatAnUnknownTenantSendsIsParked() {
    Twin stranger = new Twin(index.ground.publisher);
    stranger.put(SOURCE, 1, "Nobody knows me.");
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.lot.count() == 1);
    assertThat(index.lot.page(Optional.empty(), Optional.empty(), 10).getFirst().reason())
        .isEqualTo("tenant.unknown");
    assertThat(index.stored(stranger.namespace())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Step.Name.class)
  void aCrashBeforeAnyStepConvergesAndNothingIsPaidTwice(Step.Name step) {
    twin.put(SOURCE, 1, Texts.of(1, 20));
    Set<String> before = index.awaitRevision(twin.uid(SOURCE), 1).ids();
    int paid = model.texts.get();
    index.crashes.before(step, 1);
    twin.put(SOURCE, 2, Texts.of(1, 20).replace("number 3 ", "number three "));
    Set<String> added = new HashSet<>(index.awaitRevision(twin.uid(SOURCE), 2).ids());
    added.removeAll(before);
    assertThat(model.texts.get() - paid)
        .as("texts that were paid for")
        .isEqualTo(added.size())
        .isPositive();
    // The last steps come after the row that was waited for.
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.crashes.fired.get() == 1);
    index.assertInStep(twin, SOURCE);
  }

  @Test
  void twoRevisionsInOnePollCountOnce() {
    UUID uid = twin.uid(SOURCE);
    index.dependencies.failed("test.paused");
    for (int revision = 1; revision <= 20; revision++) {
      twin.put(SOURCE, revision, Texts.of(revision, 12));
    }
    LedgerRow row = index.awaitRevision(uid, 20);
    assertThat(row.chunks().stream().map(c -> c.revision()).toList()).isSubsetOf(Set.of(20L));
    index.assertInStep(twin, SOURCE);
  }
}
