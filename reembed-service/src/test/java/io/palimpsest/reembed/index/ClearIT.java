package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.VectorsChanged;
import io.palimpsest.event.VectorsOutcome;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.State;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.trace.Traces;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.repair.Clear;
import io.palimpsest.topic.Topic;
import io.palimpsest.vectorstore.StoredVector;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A namespace that is emptied, told so, and filled again by a repair. */
class ClearIT {
  private IndexUnderTest index;
  private JobKind clear;
  private Clear kind;

  @BeforeEach
  void start() throws Exception {
    index = new IndexUnderTest(new FreeEmbedder());
    kind =
        new Clear(
            JobsUnderTest.side(index, IndexUnderTest.TARGET, "free", index.store, index.writing),
            index.registry,
            index.admissions,
            new Announcer(
                index.ground.publisher,
                Clock.systemUTC(),
                "free",
                index.admissions,
                Traces.none()));
    clear = kind.asked();
  }

  @AfterEach
  void stop() {
    index.close();
  }

  @Test
  void whatIsClearedIsToldAndARepairWritesItAgainAsItWas() throws Exception {
    Twin twin = filled();
    Twin other = filled();
    Map<String, StoredVector> before = index.stored(twin.namespace());
    Map<String, StoredVector> others = index.stored(other.namespace());
    assertThat(before).hasSizeGreaterThan(2);
    try (JobsUnderTest jobs = new JobsUnderTest(index, (scan, findings) -> List.of(clear))) {
      Job done = jobs.run(Clear.NAME, tenant(twin));
      assertThat(done.state()).isEqualTo(State.DONE);
      assertThat(done.progress().count("removed")).isEqualTo(before.size());
      await().atMost(IndexUnderTest.PATIENCE).until(() -> index.stored(twin.namespace()).isEmpty());
      assertThat(row(twin.uid("a")).chunks()).isEmpty();
      assertThat(row(twin.uid("a")).revision()).isEqualTo(1);
      assertThat(outcomes(twin.uid("a")))
          .containsExactly(
              VectorsOutcome.EMBEDDED, VectorsOutcome.EMBEDDED, VectorsOutcome.REMOVED);
      assertThat(index.stored(other.namespace())).as("another tenant's").isEqualTo(others);

      Job repaired = jobs.run("reconcile", repair(twin));
      assertThat(repaired.state()).isEqualTo(State.DONE);
      assertThat(repaired.progress().count("unfinished")).isEqualTo(2);
      await()
          .atMost(IndexUnderTest.PATIENCE)
          .untilAsserted(
              () -> assertThat(index.stored(twin.namespace()).keySet()).isEqualTo(before.keySet()));
      index.awaitRevision(twin.uid("a"), 2);
      index
          .stored(twin.namespace())
          .forEach((id, vector) -> assertThat(vector.values()).isEqualTo(before.get(id).values()));
      assertThat(outcomes(twin.uid("a"))).endsWith(VectorsOutcome.EMBEDDED);
      Job clean = jobs.run("reconcile", tenant(twin));
      assertThat(clean.progress().count("unfinished")).isZero();
    }
  }

  @Test
  void nobodyAsksForItAtTheDoorOfOperators() {
    assertThatThrownBy(() -> kind.parameters(Map.of("tenant", "organization:o")))
        .isInstanceOf(InvalidJobException.class);
    assertThatThrownBy(() -> clear.parameters(Map.of())).isInstanceOf(InvalidJobException.class);
  }

  private Twin filled() {
    Twin twin = index.twin();
    twin.put("a", 1, Texts.of(1, 80));
    index.awaitRevision(twin.uid("a"), 1);
    twin.put("a", 2, Texts.of(2, 80));
    twin.put("b", 1, Texts.of(3, 20));
    index.awaitRevision(twin.uid("a"), 2);
    index.awaitRevision(twin.uid("b"), 1);
    return twin;
  }

  private static Map<String, String> tenant(Twin twin) {
    return Map.of("tenant", "creator:" + twin.creator);
  }

  private static Map<String, String> repair(Twin twin) {
    return Map.of("tenant", "creator:" + twin.creator, "repair", "true");
  }

  private LedgerRow row(UUID entity) {
    return index.ledger.scopes().of(entity).getFirst();
  }

  private List<VectorsOutcome> outcomes(UUID uid) {
    List<VectorsOutcome> outcomes = new ArrayList<>();
    new TopicLog(index.ground.kafka.withClientId("clear"), index.ground.codec)
        .read(
            Topic.VECTORS,
            VectorsChanged.class,
            Duration.ofSeconds(30),
            found -> {
              if (found.value() instanceof Decoded.Event<VectorsChanged>(var event)
                  && event.getUid().equals(uid)) {
                outcomes.add(event.getOutcome());
              }
            });
    return outcomes;
  }
}
