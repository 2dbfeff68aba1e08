package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Job;
import io.palimpsest.reembed.ledger.Adopted;
import io.palimpsest.reembed.ledger.Location;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Vectors that were copied in are known to whoever works on the index, though no row names them.
 */
class AdoptedIT {
  private IndexUnderTest index;
  private Twin twin;

  @BeforeEach
  void start() throws Exception {
    index = new IndexUnderTest(new FreeEmbedder());
    twin = index.twin();
    twin.put("own", 1, Texts.of(1, 20));
    index.awaitRevision(twin.uid("own"), 1);
  }

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void aRepairTouchesNothingThatWasCopiedInAndRemovesWhatNobodyKnows() throws Exception {
    adopt("book", 7);
    adopt("legacy", 3);
    write("stray", "nobody", 1);
    Map<String, StoredVector> before = index.stored(twin.namespace());

    try (JobsUnderTest jobs = new JobsUnderTest(index)) {
      Job job =
          jobs.run("reconcile", Map.of("tenant", "creator:" + twin.creator, "repair", "true"));
      assertThat(job.progress().count("orphan")).as("positive control").isEqualTo(1);
      assertThat(job.progress().count("orphans_removed")).isEqualTo(1);
    }
    Map<String, StoredVector> after = index.stored(twin.namespace());
    assertThat(after).doesNotContainKey("stray-0");
    before.remove("stray-0");
    assertThat(after).isEqualTo(before);
  }

  @Test
  void theFirstChangeOfASourceReplacesWhatWasCopiedInOfItAndNothingElse() {
    Set<String> old = adopt("book", 7);
    Set<String> others = adopt("legacy", 3);

    twin.put("book", 1, Texts.of(2, 20));
    index.awaitRevision(twin.uid("book"), 1);

    await()
        .atMost(IndexUnderTest.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(index.stored(twin.namespace()).keySet())
                    .doesNotContainAnyElementsOf(old)
                    .containsAll(others)
                    .anyMatch(id -> id.startsWith("book#")));
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(index.ledger.adopted().known(place(), old)).isEmpty();
              assertThat(index.ledger.adopted().known(place(), others)).isEqualTo(others);
            });
    index.assertInStep(twin, "book");
  }

  @Test
  void theEndOfASourceThatNeverCameTakesWhatWasCopiedInOfIt() {
    Set<String> old = adopt("book", 4);
    twin.publish(twin.delete("book", 2));
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(index.stored(twin.namespace()).keySet())
                    .doesNotContainAnyElementsOf(old));
  }

  @Test
  void anErasureFindsAndTakesThem() {
    adopt("book", 4);
    assertThat(index.ledger.scopes().places(twin.twinUid, java.util.Optional.empty(), 10))
        .contains(place());
    assertThat(index.ledger.adopted().count(List.of(twin.twinUid))).isEqualTo(5);
    working(work -> index.ledger.adopted().delete(List.of(twin.creatorUid), work));
    assertThat(index.ledger.adopted().count(List.of(twin.twinUid))).isZero();
  }

  private Set<String> adopt(String source, int count) {
    List<Adopted> adopted = new ArrayList<>();
    Set<String> ids = new java.util.HashSet<>();
    for (int at = 0; at < count; at++) {
      ids.add(source + "-" + at);
      adopted.add(
          new Adopted(
              IndexUnderTest.TARGET,
              twin.namespace(),
              source + "-" + at,
              source,
              List.of(twin.creatorUid, twin.twinUid),
              "free",
              ""));
    }
    UUID attempt = UUID.randomUUID();
    working(
        work -> {
          index.ledger.adopted().expect(place(), List.of(twin.creatorUid, twin.twinUid), work);
          index.ledger.adopted().open(adopted, attempt, work);
        });
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.ledger.adoption().expected(place()));
    write(source, source, count);
    working(work -> assertThat(index.ledger.adopted().close(adopted, attempt, work)).isEmpty());
    return ids;
  }

  private void write(String prefix, String source, int count) {
    Random random = new Random(prefix.hashCode());
    List<VectorRecord> records = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      float[] values = new float[384];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
      records.add(
          new VectorRecord(
              prefix + "-" + at,
              VectorValues.of(values),
              Metadata.builder()
                  .put("source_id", source)
                  .put("creator_uid", twin.creatorUid.toString())
                  .put("twin_uid", twin.twinUid.toString())
                  .put("chunker", "adopted")
                  .put("revision", MetadataValue.of(0L))
                  .build()));
    }
    working(
        work ->
            index
                .store
                .maintenance("test", "copy")
                .namespace(twin.namespace())
                .upsert(records, work));
  }

  private Location place() {
    return new Location(IndexUnderTest.TARGET, twin.namespace());
  }

  private void working(Consumer<Work> action) {
    try (Work work = ((Admission.Admitted) index.admissions.now(List.of(twin.twinUid))).work()) {
      action.accept(work);
    }
  }
}
