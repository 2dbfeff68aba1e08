package io.palimpsest.vectorstore.pinecone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.local.stack.VectorFaults;
import io.palimpsest.local.stack.VectorIndexes;
import io.palimpsest.vectorstore.CountedWork;
import io.palimpsest.vectorstore.Inference;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorStoreException;
import io.palimpsest.vectorstore.VectorValues;
import io.palimpsest.vectorstore.WriteReceipt;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An index that embeds a field of its records itself, and the service beside it that embeds. */
class IntegratedIndexIT {
  private static final String TEXT_FIELD = "passage";
  private static final String MODEL = "hash-for-tests";
  private static final int DIMENSION = 384;
  private RunningStack stack;
  private PineconeVectorStore store;
  private NamespaceVectors namespace;
  private Inference inference;

  @BeforeEach
  void open() throws Exception {
    stack = SharedStack.with(Part.VECTORS);
    String key = stack.secrets().vectorsAdminKey();
    String host = new VectorIndexes(stack).createForModel(MODEL, DIMENSION, TEXT_FIELD);
    store = PineconeVectorStore.open(PineconeSettings.of(host, key), TEXT_FIELD);
    namespace = store.maintenance("integrated", "test").namespace("i-" + UUID.randomUUID());
    inference =
        PineconeInference.open(
            new InferenceSettings(
                URI.create(stack.serviceUrl(Part.VECTORS)),
                key,
                MODEL,
                DIMENSION,
                Duration.ofSeconds(1)));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void texts_become_vectors_of_the_indexs_own_model_and_keep_their_metadata() {
    WriteReceipt receipt =
        namespace.upsert(List.of(record("a#1", "red fox"), record("a#2", "blue whale")), work());

    assertThat(receipt.lsn()).isPresent();
    StoredVector stored = namespace.fetch(List.of("a#1"), deadline()).get("a#1");
    assertThat(stored.metadata().number("size")).hasValue(12.5);
    assertThat(stored.metadata().values())
        .containsEntry("tags", MetadataValue.of(List.of("x", "y")))
        .containsEntry(TEXT_FIELD, MetadataValue.of("red fox"))
        .containsEntry(Ownership.CHUNK_TEXT, MetadataValue.of("red fox"));
    float[] query =
        inference.embed(List.of("red fox"), Inference.Purpose.QUERY, deadline()).getFirst();
    assertThat(stored.values().toArray()).isEqualTo(query);
    assertThat(
            namespace
                .query(new VectorQuery(VectorValues.of(query), 1, Optional.empty()), deadline())
                .matches())
        .singleElement()
        .satisfies(match -> assertThat(match.id()).isEqualTo("a#1"));
  }

  @Test
  void many_texts_go_in_requests_of_ninety_six_and_vectors_beside_them() {
    CountedWork work = work();
    List<VectorRecord> records =
        new ArrayList<>(
            IntStream.range(0, 200).mapToObj(at -> record("t#" + at, "text " + at)).toList());
    float[] values = new float[DIMENSION];
    values[0] = 1;
    records.add(new VectorRecord("own#1", VectorValues.of(values), Metadata.empty()));

    assertThat(namespace.upsert(records, work).requests()).isEqualTo(4);

    assertThat(work.answers()).isEqualTo(4);
    assertThat(namespace.fetch(List.of("t#199", "own#1"), deadline())).hasSize(2);
  }

  @Test
  void a_failed_write_of_texts_is_typed_and_accounted_for() {
    try (VectorFaults faults = new VectorFaults(stack)) {
      String limited =
          faults.inject(
              """
              {"fault":"fail","operations":["upsert_records"],"status":429,"retry_after":2,"times":1}""");
      CountedWork refused = work();
      assertThatExceptionOfType(VectorStoreException.RateLimited.class)
          .isThrownBy(() -> namespace.upsert(List.of(record("a#1", "red fox")), refused))
          .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(2)));
      assertThat(refused.answers()).isEqualTo(1);
      assertThat(faults.fired(limited)).isEqualTo(1);

      String slow =
          faults.inject(
              "{\"fault\":\"delay\",\"operations\":[\"upsert_records\"],\"millis\":3000}");
      CountedWork late = CountedWork.within(Duration.ofMillis(500));
      assertThatExceptionOfType(VectorStoreException.Unavailable.class)
          .isThrownBy(() -> namespace.upsert(List.of(record("a#1", "red fox")), late));
      assertThat(late.withoutAnswer()).isEqualTo(1);
      assertThat(faults.fired(slow)).isEqualTo(1);
    }
  }

  @Test
  void failures_of_the_embedding_service_are_typed() {
    try (VectorFaults faults = new VectorFaults(stack)) {
      assertFails(
          faults, "\"status\":429,\"retry_after\":3", VectorStoreException.RateLimited.class);
      assertFails(faults, "\"status\":403", VectorStoreException.QuotaExceeded.class);
      assertFails(faults, "\"status\":500", VectorStoreException.Unavailable.class);
      assertFails(faults, "\"status\":400", VectorStoreException.Rejected.class);
    }
    assertThat(inference.embed(List.of("a", "b"), Inference.Purpose.PASSAGE, deadline()))
        .hasSize(2);
  }

  @Test
  void an_index_that_does_not_embed_refuses_texts() throws Exception {
    try (PineconeVectorStore plain =
        PineconeVectorStore.open(
            PineconeSettings.of(stack.vectorsHost(), stack.secrets().vectorsAdminKey()))) {
      assertThatExceptionOfType(VectorStoreException.Rejected.class)
          .isThrownBy(
              () ->
                  plain
                      .maintenance("integrated", "test")
                      .namespace("n")
                      .upsert(List.of(record("a#1", "red fox")), work()));
    }
  }

  private void assertFails(
      VectorFaults faults, String how, Class<? extends VectorStoreException> type) {
    String fault =
        faults.inject("{\"fault\":\"fail\",\"operations\":[\"embed\"],\"times\":1," + how + "}");
    assertThatExceptionOfType(type)
        .isThrownBy(() -> inference.embed(List.of("a"), Inference.Purpose.PASSAGE, deadline()));
    assertThat(faults.fired(fault)).isEqualTo(1);
  }

  private static VectorRecord record(String id, String text) {
    return VectorRecord.ofText(
        id,
        Metadata.builder()
            .put(Ownership.CHUNK_TEXT, text)
            .put("size", MetadataValue.of(12.5))
            .put("tags", MetadataValue.of(List.of("x", "y")))
            .build());
  }

  /** Makes the index, each time another one: names are taken for ever. */
  private static CountedWork work() {
    return CountedWork.within(Duration.ofSeconds(10));
  }

  private static Deadline deadline() {
    return Deadline.after(Ticker.system(), Duration.ofSeconds(10));
  }
}
