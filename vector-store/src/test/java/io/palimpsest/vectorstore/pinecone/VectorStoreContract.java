package io.palimpsest.vectorstore.pinecone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.CountedWork;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.Match;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.NamespacePrefix;
import io.palimpsest.vectorstore.NamespaceSummary;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.UidCensus;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.VectorStoreException;
import io.palimpsest.vectorstore.VectorValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the product relies on in a vector store. The local server must keep it; a subclass with the
 * settings of a hosted index says whether the hosted one does.
 */
abstract class VectorStoreContract {
  private static final Duration BOUND = Duration.ofSeconds(90);

  VectorStore store;
  Maintenance maintenance;
  NamespaceVectors namespace;

  /** An index with a writing key. */
  abstract PineconeSettings settings() throws Exception;

  /** What stands before the names of namespaces. */
  NamespacePrefix prefix() {
    return new NamespacePrefix("");
  }

  @BeforeEach
  void open() throws Exception {
    store = prefix().over(PineconeVectorStore.open(settings()));
    maintenance = store.maintenance("contract", "test");
    namespace = maintenance.namespace("contract-" + UUID.randomUUID());
  }

  @AfterEach
  void dropNamespace() {
    namespace.drop(work());
    store.close();
  }

  @Test
  void what_was_written_is_read_back_bit_by_bit() {
    float[] values = values(3);
    values[1] = 1.0e-7f;
    values[2] = -0.33333334f;
    Metadata metadata =
        Metadata.builder()
            .put("text", "ünïcode \"quoted\"\n")
            .put("number", MetadataValue.of(12.5))
            .put("whole", MetadataValue.of(1L << 53))
            .put("flag", MetadataValue.of(true))
            .put("list", MetadataValue.of(List.of("b", "a")))
            .build();

    namespace.upsert(
        List.of(new VectorRecord("source#1", VectorValues.of(values), metadata)), work());

    await()
        .atMost(BOUND)
        .untilAsserted(
            () ->
                assertThat(namespace.fetch(List.of("source#1", "absent"), deadline()))
                    .isEqualTo(
                        Map.of(
                            "source#1",
                            new StoredVector("source#1", VectorValues.of(values), metadata))));
  }

  @Test
  void a_namespace_that_does_not_exist_reads_as_empty() {
    assertThat(namespace.query(query(1), deadline()).matches()).isEmpty();
    assertThat(namespace.fetch(List.of("a"), deadline())).isEmpty();
    assertThat(listed("")).isEmpty();
    assertThat(namespace.describe(deadline())).isEmpty();
    assertThat(namespace.deleteIds(List.of("a"), work())).isNotNull();
    assertThat(namespace.drop(work())).isNotNull();
  }

  @Test
  void the_nearest_come_first_and_a_filter_is_obeyed() {
    write(20);

    List<Match> nearest = namespace.query(query(7), deadline()).matches();
    assertThat(nearest.getFirst().id()).isEqualTo("v007");
    assertThat(nearest).isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()));

    Filter even = new Filter.Compare("parity", Filter.Comparison.EQ, MetadataValue.of("even"));
    VectorQuery filtered = new VectorQuery(VectorValues.of(values(7)), 20, Optional.of(even));
    assertThat(namespace.query(filtered, deadline()).matches())
        .hasSize(10)
        .noneMatch(match -> match.id().equals("v007"));
  }

  @Test
  void every_id_is_listed_once_over_many_pages_and_by_prefix() {
    write(250);

    assertThat(listed("")).hasSize(250).doesNotHaveDuplicates();
    assertThat(listed("v00")).hasSize(10);
  }

  @Test
  void deletes_by_id_and_by_filter_leave_the_rest() {
    write(10);

    namespace.deleteIds(List.of("v000", "absent"), work());
    namespace.deleteMatching(Filter.equal("parity", "odd"), work());

    await()
        .atMost(BOUND)
        .untilAsserted(
            () -> assertThat(listed("")).containsExactlyInAnyOrder("v002", "v004", "v006", "v008"));
  }

  @Test
  void a_dropped_namespace_is_gone_and_can_be_written_again() {
    write(3);

    namespace.drop(work());

    await().atMost(BOUND).untilAsserted(() -> assertThat(namespace.describe(deadline())).isEmpty());
    write(1);
    assertThat(listed("")).containsExactly("v000");
  }

  @Test
  void namespaces_are_created_listed_and_described() {
    maintenance.create(namespace.name(), work());

    await()
        .atMost(BOUND)
        .untilAsserted(
            () -> {
              List<String> names = new ArrayList<>();
              maintenance.namespaces(
                  deadline(),
                  page -> page.stream().map(NamespaceSummary::name).forEach(names::add));
              assertThat(names).contains(namespace.name()).doesNotHaveDuplicates();
            });
    assertThat(maintenance.describe(deadline()).dimension()).hasValue(dimension());
  }

  @Test
  void a_census_finds_what_is_left_of_a_uid_by_both_ways() {
    UUID erased = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    List<VectorRecord> records = new ArrayList<>();
    for (int at = 0; at < 120; at++) {
      UUID uid = at % 40 == 0 ? erased : other;
      records.add(
          new VectorRecord(
              "c" + at,
              VectorValues.of(values(at)),
              Metadata.builder().put("twin_uid", uid.toString()).build()));
    }
    namespace.upsert(records, work());
    UidCensus census = new UidCensus(namespace);

    await()
        .atMost(BOUND)
        .untilAsserted(
            () -> {
              UidCensus.Census before = census.take("twin_uid", erased, deadline());
              assertThat(before.byFetch()).containsExactlyInAnyOrder("c0", "c40", "c80");
              assertThat(before.byFilter()).isEqualTo(before.byFetch());
              assertThat(before.listed()).isEqualTo(120);
            });

    namespace.deleteMatching(Filter.equal("twin_uid", erased.toString()), work());

    await()
        .atMost(BOUND)
        .untilAsserted(
            () -> {
              assertThat(census.take("twin_uid", erased, deadline()).isEmptyOfUid()).isTrue();
              assertThat(census.take("twin_uid", other, deadline()).byFetch()).hasSize(117);
            });
  }

  @Test
  void a_vector_of_another_dimension_is_rejected_and_that_is_an_answer() {
    CountedWork work = work();

    assertThatExceptionOfType(VectorStoreException.Rejected.class)
        .isThrownBy(
            () ->
                namespace.upsert(
                    List.of(new VectorRecord("a", VectorValues.of(1f, 2f), Metadata.empty())),
                    work));

    assertThat(work.answers()).isEqualTo(1);
  }

  @Test
  void two_megabytes_are_cut_into_requests_that_are_taken() {
    String text = "x".repeat(30_000);
    List<VectorRecord> records =
        IntStream.range(0, 100)
            .mapToObj(
                at ->
                    new VectorRecord(
                        "big" + at,
                        VectorValues.of(values(at)),
                        Metadata.builder().put("t", text).build()))
            .toList();

    assertThat(namespace.upsert(records, work()).requests()).isEqualTo(2);

    await().atMost(BOUND).untilAsserted(() -> assertThat(listed("")).hasSize(100));
  }

  int dimension() {
    return 384;
  }

  static Deadline deadline() {
    return Deadline.after(Ticker.system(), BOUND);
  }

  static CountedWork work() {
    return CountedWork.within(BOUND);
  }

  VectorQuery query(int like) {
    return new VectorQuery(VectorValues.of(values(like)), 5, Optional.empty());
  }

  float[] values(int seed) {
    float[] values = new float[dimension()];
    java.util.Random random = new java.util.Random(seed);
    for (int at = 0; at < values.length; at++) {
      values[at] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  List<String> listed(String prefix) {
    List<String> ids = new ArrayList<>();
    namespace.list(prefix, deadline(), ids::addAll);
    return ids;
  }

  void write(int count) {
    List<VectorRecord> records =
        IntStream.range(0, count)
            .mapToObj(
                at ->
                    new VectorRecord(
                        "v%03d".formatted(at),
                        VectorValues.of(values(at)),
                        Metadata.builder().put("parity", at % 2 == 0 ? "even" : "odd").build()))
            .toList();
    namespace.upsert(records, work());
    await().atMost(BOUND).untilAsserted(() -> assertThat(listed("")).hasSize(count));
  }

  List<VectorRecord> one() {
    return List.of(new VectorRecord("one", VectorValues.of(values(1)), Metadata.empty()));
  }
}
