package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.RestoreGate;
import io.palimpsest.fencing.Work;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.reembed.erase.FencedIndex;
import io.palimpsest.reembed.ledger.FenceMark;
import io.palimpsest.topic.Topic;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An index that somebody puts back alone says so at the next start (D17). */
class FencedIndexIT {
  private static final String ID = "fences";

  private final Map<String, ErasureReceipt> reports = new ConcurrentHashMap<>();
  private IndexUnderTest index;
  private TopicFollower<ErasureReceipt> follower;
  private Twin twin;
  private FencedIndex fenced;

  @BeforeEach
  void start() throws Exception {
    index = new IndexUnderTest(new FreeEmbedder());
    follower =
        new TopicLog(index.ground.kafka.withClientId("reports"), index.ground.codec)
            .follow(
                Topic.ERASURE_RECEIPTS,
                ErasureReceipt.class,
                record -> {
                  if (record.value() instanceof Decoded.Event<ErasureReceipt>(var receipt)
                      && receipt.getMethod().equals(RestoreGate.METHOD)) {
                    reports.put(receipt.getRequestRef(), receipt);
                  }
                });
    twin = index.twin();
    for (String source : List.of("guide", "other")) {
      twin.put(source, 1, Texts.of(source.length(), 20));
      index.awaitRevision(twin.uid(source), 1);
    }
    fenced =
        new FencedIndex(
            index.store,
            new FenceMark(index.database, "index.main"),
            index.writer,
            Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() {
    follower.close();
    index.close();
  }

  @Test
  void anIndexThatWasPutBackAloneIsSearchedForWhatWasFencedSinceItsMarkAndSaysSo() {
    fence(UUID.randomUUID(), "er_earlier0000");
    pass();
    Map<String, StoredVector> copy = index.stored(twin.namespace());
    StoredVector mark =
        await()
            .atMost(IndexUnderTest.PATIENCE)
            .until(() -> index.stored("palimpsest-control").get(ID), Objects::nonNull);

    UUID erased = twin.uid("guide");
    fence(erased, "er_erased00000");
    List<String> gone = copy.keySet().stream().filter(id -> id.startsWith("guide#")).toList();
    under(twin.twinUid, work -> space().deleteIds(gone, work));
    pass();
    follower.awaitEnd(IndexUnderTest.PATIENCE);
    assertThat(reports).as("nothing was put back").doesNotContainKey("er_erased00000");
    long after = fenced.applied();
    assertThat(after).isEqualTo(index.writer.fences().getLast().sequence());

    under(twin.twinUid, work -> control().upsert(List.of(record(mark)), work));
    under(
        twin.twinUid,
        work ->
            space().upsert(gone.stream().map(copy::get).map(FencedIndexIT::record).toList(), work));
    pass();
    await().atMost(IndexUnderTest.PATIENCE).until(() -> reports.containsKey("er_erased00000"));
    ErasureReceipt report = reports.get("er_erased00000");
    assertThat(report.getParticipant()).isEqualTo("reembed.vectors");
    assertThat(report.getRemaining()).as("what was seen").isEqualTo(gone.size());
    assertThat(fenced.applied()).as("not free of it").isLessThan(after);

    under(twin.twinUid, work -> space().deleteIds(gone, work));
    pass();
    assertThat(fenced.applied()).as("free again").isEqualTo(after);
  }

  private void pass() {
    try (RestoreGate gate =
        RestoreGate.over(index.writer, fenced, index.ground.publisher, FencedIndex.PARTICIPANT)
            .start()) {
      await().atMost(IndexUnderTest.PATIENCE).until(gate::passed);
    }
  }

  private void fence(UUID uid, String ref) {
    index
        .ground
        .publisher
        .publish(
            Topic.ERASURE_FENCES,
            uid.toString(),
            new ScopeFenced(uid, ScopeType.SOURCE, ref, Instant.now()))
        .join();
    await().atMost(IndexUnderTest.PATIENCE).until(() -> index.writer.isFenced(List.of(uid)));
  }

  private NamespaceVectors control() {
    return index.store.maintenance("test", "gate").namespace("palimpsest-control");
  }

  private NamespaceVectors space() {
    return index.store.maintenance("test", "gate").namespace(twin.namespace());
  }

  private static VectorRecord record(StoredVector stored) {
    return new VectorRecord(stored.id(), stored.values(), stored.metadata());
  }

  private void under(UUID uid, Consumer<Work> write) {
    try (Work work = ((Admission.Admitted) index.writer.admit(List.of(uid))).work()) {
      write.accept(work);
    }
  }
}
