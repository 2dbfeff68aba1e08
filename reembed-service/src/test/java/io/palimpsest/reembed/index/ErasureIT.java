package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.RestoreGate;
import io.palimpsest.fencing.Work;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.reembed.app.IndexMetrics;
import io.palimpsest.reembed.erase.FencedRows;
import io.palimpsest.reembed.ledger.FenceMark;
import io.palimpsest.reembed.repair.Finding;
import io.palimpsest.reembed.repair.Findings;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasureIT {
  private final Map<UUID, ErasureReceipt> receipts = new ConcurrentHashMap<>();
  private IndexUnderTest index;
  private TopicFollower<ErasureReceipt> work;
  private Twin twin;

  @BeforeEach
  void start() throws Exception {
    index = new IndexUnderTest(new FreeEmbedder());
    work =
        new TopicLog(index.ground.kafka.withClientId("receipts"), index.ground.codec)
            .follow(
                Topic.ERASURE_RECEIPTS,
                ErasureReceipt.class,
                record -> {
                  if (record.value()
                      instanceof Decoded.Event<ErasureReceipt>(ErasureReceipt receipt)) {
                    receipts.put(receipt.getTaskId(), receipt);
                  }
                });
    twin = index.twin();
    twin.put("guide", 1, Texts.of(1, 20));
    twin.put("other", 1, Texts.of(2, 20));
    index.awaitRevision(twin.uid("guide"), 1);
    index.awaitRevision(twin.uid("other"), 1);
  }

  @AfterEach
  void stop() {
    work.close();
    index.close();
  }

  @Test
  void aFencedSourceIsRefusedErasedAndStaysErased() {
    UUID uid = twin.uid("guide");
    try (Work admitted = ((Admission.Admitted) index.admissions.now(List.of(uid))).work()) {
      new Findings(index.database, Clock.systemUTC())
          .put(
              UUID.randomUUID(),
              List.of(new Finding("orphan", twin.namespace(), "guide#1", List.of(uid))),
              admitted);
    }
    fence(uid, ScopeType.SOURCE);
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.writer.isFenced(List.of(uid)));
    twin.put("guide", 2, Texts.of(3, 20));
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .until(
            () ->
                index.meters.find(IndexMetrics.EVENTS).tag("outcome", "refused").counter() != null);
    assertThat(index.row(uid).orElseThrow().revision()).isEqualTo(1);

    long vectors =
        index.stored(twin.namespace()).keySet().stream()
            .filter(id -> id.startsWith("guide#"))
            .count();
    assertThat(vectors).as("positive control").isPositive();
    ErasureReceipt counted = run("reembed.vectors", ErasureAction.COUNT, uid, List.of());
    assertThat(counted.getFound()).isEqualTo(vectors);
    ErasureReceipt erased = run("reembed.vectors", ErasureAction.ERASE, uid, List.of());
    assertThat(erased.getFailure()).isNull();
    assertThat(erased.getDeleted()).isEqualTo(vectors);
    assertThat(run("reembed.vectors", ErasureAction.VERIFY, uid, List.of()).getRemaining())
        .isZero();
    ErasureReceipt rest = run("reembed.ledger", ErasureAction.ERASE, uid, List.of());
    assertThat(rest.getEvidence()).contains("rows:1", "findings:1");
    assertThat(rest.getFound()).as("counted before").isEqualTo(2);
    assertThat(rest.getDeleted()).isEqualTo(2);
    assertThat(rest.getRemaining()).as("counted after").isZero();
    assertThat(index.row(uid)).isEmpty();
    assertThat(index.stored(twin.namespace()).keySet())
        .isNotEmpty()
        .allSatisfy(id -> assertThat(id).startsWith("other#"));
    twin.put("guide", 3, Texts.of(3, 20));
    twin.put("other", 2, Texts.of(4, 20));
    index.awaitRevision(twin.uid("other"), 2);
    assertThat(index.row(uid)).isEmpty();
  }

  @Test
  void whatIsNotFencedIsNotErased() {
    UUID uid = twin.uid("guide");
    ErasureReceipt refused = run("reembed.vectors", ErasureAction.ERASE, uid, List.of());
    assertThat(refused.getFailure()).isEqualTo("scope.not_fenced");
    index.assertInStep(twin, "guide");
  }

  @Test
  void aLedgerThatHoldsSomethingFencedSaysSoAtTheStart() {
    UUID uid = twin.uid("guide");
    FencedRows rows =
        new FencedRows(
            index.ledger.scopes(),
            index.kept(),
            new FenceMark(index.ground.mongo.getDatabase("m" + uid)));
    fence(uid, ScopeType.SOURCE);
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.writer.isFenced(List.of(uid)));
    try (RestoreGate gate =
        RestoreGate.over(index.writer, rows, index.ground.publisher, FencedRows.PARTICIPANT)
            .start()) {
      await().atMost(IndexUnderTest.PATIENCE).until(gate::passed);
    }
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .until(
            () ->
                receipts.values().stream()
                    .anyMatch(receipt -> receipt.getMethod().equals(RestoreGate.METHOD)));
    assertThat(rows.applied()).as("not free of it").isLessThan(index.writer.fencesApplied());
  }

  @Test
  void aNamespaceOfSomebodyElseIsNotDropped() {
    UUID former = UUID.randomUUID();
    fence(former, ScopeType.TWIN);
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.writer.isFenced(List.of(former)));
    ErasureReceipt refused =
        run("reembed.vectors", ErasureAction.ERASE, former, List.of(twin.namespace()));
    assertThat(refused.getFailure()).isEqualTo("namespace.occupied");
    index.assertInStep(twin, "guide");
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
  }

  private ErasureReceipt run(
      String participant, ErasureAction action, UUID uid, List<String> namespaces) {
    ErasureTask task =
        new ErasureTask(
            "er_test",
            Instant.now(),
            UUID.randomUUID(),
            participant,
            1,
            action,
            List.of(
                new ScopeRef(ScopeType.CREATOR, twin.creator, twin.creatorUid),
                new ScopeRef(ScopeType.TWIN, twin.twin, twin.twinUid),
                new ScopeRef(ScopeType.SOURCE, "guide", uid)),
            List.of(uid),
            namespaces,
            namespaces.isEmpty() ? List.of(twin.namespace()) : List.of(),
            index.writer.fencesApplied(),
            List.of(),
            Instant.now().plus(IndexUnderTest.PATIENCE));
    index.ground.publisher.publish(new WorkTopic(participant), "er_test", task).join();
    await().atMost(IndexUnderTest.PATIENCE).until(() -> receipts.containsKey(task.getTaskId()));
    return receipts.get(task.getTaskId());
  }
}
