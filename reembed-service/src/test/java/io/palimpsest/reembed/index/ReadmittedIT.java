package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.State;
import io.palimpsest.topic.Topic;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A creator was erased and has come back under another uid; so have vectors of before, and a row of
 * the ledger, as after a restore.
 */
class ReadmittedIT {
  private IndexUnderTest index;
  private JobsUnderTest jobs;

  @BeforeEach
  void start() throws Exception {
    index = new IndexUnderTest(new FreeEmbedder());
    jobs = new JobsUnderTest(index);
  }

  @AfterEach
  void stop() {
    jobs.close();
    index.close();
  }

  @Test
  void reconcileKeepsWhatIsOfTheNewAdmissionAndTakesAwayWhatCameBackOfTheErased() throws Exception {
    Twin erased = index.twin();
    for (String source : List.of("guide", "notes")) {
      erased.put(source, 1, Texts.of(source.length(), 60));
      index.awaitRevision(erased.uid(source), 1);
    }
    Map<String, StoredVector> before = index.stored(erased.namespace());
    erase(erased);
    Twin readmitted = erased.readmitted();
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .until(() -> index.registry.find(readmitted.twinUid).isPresent());
    readmitted.put("guide", 1, Texts.of(77, 20));
    index.awaitRevision(readmitted.uid("guide"), 1);
    Map<String, StoredVector> living = index.stored(readmitted.namespace());
    assertThat(living).isNotEmpty().doesNotContainKeys(before.keySet().toArray(String[]::new));
    comeBack(readmitted, before);

    Map<String, String> tenant = Map.of("tenant", "creator:" + readmitted.creator);
    Job looked = jobs.run("reconcile", tenant);
    assertThat(looked.progress().count("orphan"))
        .as("control: what no row knows")
        .isEqualTo(before.keySet().stream().filter(id -> id.startsWith("guide#")).count());
    assertThat(index.stored(readmitted.namespace())).hasSize(living.size() + before.size());

    Job repaired = jobs.run("reconcile", Map.of("tenant", tenant.get("tenant"), "repair", "true"));
    assertThat(repaired.state()).isEqualTo(State.DONE);
    assertSame(index.stored(readmitted.namespace()), living);
    assertThat(repaired.progress().count("erased_removed")).isPositive();
    assertThat(index.ledger.scopes().count(List.of(erased.creatorUid)))
        .as("no row of the erased")
        .isZero();
    readmitted.put("notes", 1, Texts.of(78, 20));
    index.awaitRevision(readmitted.uid("notes"), 1);
    living.putAll(
        index.stored(readmitted.namespace()).entrySet().stream()
            .filter(stored -> stored.getKey().startsWith("notes#"))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    jobs.run("reconcile", Map.of("tenant", tenant.get("tenant"), "repair", "true"));
    assertSame(index.stored(readmitted.namespace()), living);
    index.assertInStep(readmitted, "guide");
    assertThat(jobs.run("reconcile", tenant).progress().count("orphan")).isZero();
  }

  @Test
  void aRowThatCameBackOfASourceInALivingTwinGoesOnceLeaveWasGivenAndNotBefore() throws Exception {
    Twin twin = index.twin();
    for (String source : List.of("guide", "notes")) {
      twin.put(source, 1, Texts.of(source.length(), 60));
      index.awaitRevision(twin.uid(source), 1);
    }
    Map<String, StoredVector> before = index.stored(twin.namespace());
    UUID erased = twin.admitAgain("guide");
    UUID held = twin.admitAgain("notes");
    fence(erased, ScopeType.SOURCE);
    fence(held, ScopeType.SOURCE);
    twin.put("guide", 1, Texts.of(77, 20));

    Map<String, String> repair = Map.of("tenant", "creator:" + twin.creator, "repair", "true");
    Job untold = jobs.run("reconcile", repair);
    assertThat(untold.progress().count("erased_removed")).isZero();
    assertThat(index.row(erased)).as("its erasure may wait for a hold").isPresent();
    assertThat(index.row(twin.uid("guide"))).as("its place is taken").isEmpty();

    Job told = jobs.runAfterLeaveFor(erased, repair);
    assertThat(told.state()).isEqualTo(State.DONE);
    assertThat(told.progress().count("erased_removed"))
        .isEqualTo(before.keySet().stream().filter(id -> id.startsWith("guide#")).count())
        .isPositive();
    assertThat(index.row(erased)).isEmpty();
    assertThat(index.row(held)).as("nobody gave leave for it").isPresent();
    index.awaitRevision(twin.uid("guide"), 1);
    index.assertInStep(twin, "guide");
    assertThat(index.stored(twin.namespace()).keySet())
        .as("what is held stays, what came back is gone")
        .containsAll(before.keySet().stream().filter(id -> id.startsWith("notes#")).toList())
        .doesNotContainAnyElementsOf(
            before.keySet().stream().filter(id -> id.startsWith("guide#")).toList());
  }

  private void fence(UUID uid, ScopeType type) {
    index
        .ground
        .publisher
        .publish(
            Topic.ERASURE_FENCES,
            uid.toString(),
            new ScopeFenced(uid, type, "er_test", Instant.now()))
        .join();
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.writer.isFenced(List.of(uid)));
  }

  /** As an erasure ends: fenced, vectors and rows gone, except for the row that will come back. */
  private void erase(Twin twin) {
    fence(twin.creatorUid, ScopeType.CREATOR);
    under(UUID.randomUUID(), work -> space(twin).drop(work));
    under(
        UUID.randomUUID(), work -> index.ledger.scopes().delete(List.of(twin.uid("guide")), work));
    index.registry.erase(twin.creatorUid);
    index.registry.erase(twin.twinUid);
  }

  private void comeBack(Twin into, Map<String, StoredVector> vectors) {
    under(
        into.creatorUid,
        work ->
            space(into)
                .upsert(
                    vectors.values().stream()
                        .map(old -> new VectorRecord(old.id(), old.values(), old.metadata()))
                        .toList(),
                    work));
  }

  private NamespaceVectors space(Twin twin) {
    return index.store.maintenance("test", "readmission").namespace(twin.namespace());
  }

  private void under(UUID uid, Consumer<Work> write) {
    Admission admission = index.writer.admit(List.of(uid));
    assertThat(admission).isInstanceOf(Admission.Admitted.class);
    try (Work work = ((Admission.Admitted) admission).work()) {
      write.accept(work);
    }
  }

  private static void assertSame(
      Map<String, StoredVector> actual, Map<String, StoredVector> expected) {
    Map<String, Object> found = new HashMap<>();
    actual.forEach((id, vector) -> found.put(id, vector.metadata()));
    Map<String, Object> wanted = new HashMap<>();
    expected.forEach((id, vector) -> wanted.put(id, vector.metadata()));
    assertThat(found).isEqualTo(wanted);
  }
}
