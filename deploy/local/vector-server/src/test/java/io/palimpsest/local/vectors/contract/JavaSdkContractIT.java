package io.palimpsest.local.vectors.contract;

import static io.palimpsest.local.vectors.contract.Samples.struct;
import static io.palimpsest.local.vectors.contract.Samples.values;
import static io.palimpsest.local.vectors.contract.Samples.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import io.grpc.StatusRuntimeException;
import io.pinecone.clients.Index;
import io.pinecone.proto.FetchByMetadataResponse;
import io.pinecone.proto.ListItem;
import io.pinecone.proto.ListResponse;
import io.pinecone.proto.NamespaceDescription;
import io.pinecone.unsigned_indices_model.QueryResponseWithUnsignedIndices;
import io.pinecone.unsigned_indices_model.ScoredVectorWithUnsignedIndices;
import io.pinecone.unsigned_indices_model.VectorWithUnsignedIndices;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The data plane, through the official Java SDK as it is published. */
@QuarkusTest
@TestProfile(ContractProfile.class)
class JavaSdkContractIT {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  private String namespace;
  private Index index;

  @BeforeEach
  void connect() {
    namespace = "contract-" + UUID.randomUUID();
    index = ContractTarget.orLocal(port).index(namespace);
  }

  @AfterEach
  void dropNamespace() {
    try {
      index.deleteNamespace(namespace);
    } catch (StatusRuntimeException absent) {
      assertThat(absent).hasMessageContaining("NOT_FOUND");
    } finally {
      index.close();
    }
  }

  @Test
  void upsertCreatesTheNamespaceAndFetchReturnsEveryFloatBitByBit() {
    Struct metadata = struct("title", "one", "n", 7, "ok", true, "tags", List.of("a", "b"));
    int upserted = index.upsert(List.of(vector("v1", 1, metadata)), namespace).getUpsertedCount();
    assertThat(upserted).isEqualTo(1);
    eventually(
        () -> {
          var fetched = index.fetch(List.of("v1", "absent"), namespace).getVectorsMap();
          assertThat(fetched).containsOnlyKeys("v1");
          assertThat(fetched.get("v1").getValuesList()).isEqualTo(values(1));
          assertThat(fetched.get("v1").getMetadata()).isEqualTo(metadata);
        });
  }

  /** The index of this contract compares by cosine; what holds sparse values is in SparseIT. */
  @Test
  void sparseValuesAreRefusedWhereTheMetricHasNoUseForThem() {
    assertThatThrownBy(
            () -> index.upsert("s", values(1), List.of(1L), List.of(0.5f), null, namespace))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("INVALID_ARGUMENT");
  }

  @Test
  void queryReturnsTheNearestFirstWithCosineScores() {
    seed(20);
    eventually(
        () -> {
          var answer = index.queryByVector(5, values(3), namespace, true, true);
          assertThat(answer.getMatchesList()).hasSize(5);
          assertThat(answer.getMatchesList().getFirst().getId()).isEqualTo("v003");
          assertThat(answer.getMatchesList().getFirst().getScore()).isCloseTo(1f, within(1e-6f));
          assertThat(answer.getMatchesList().getFirst().getValuesList()).isEqualTo(values(3));
          assertThat(scores(answer)).isSortedAccordingTo((l, r) -> Float.compare(r, l));
        });
  }

  @Test
  void queryByIdFindsTheRecordItselfAndNothingForAnAbsentId() {
    seed(5);
    eventually(
        () -> {
          assertThat(ids(index.queryByVectorId(1, "v002", namespace))).containsExactly("v002");
          assertThat(ids(index.queryByVectorId(1, "absent", namespace))).isEmpty();
        });
  }

  @Test
  void filtersSelectByEveryOperator() {
    seed(20);
    eventually(() -> assertThat(query(struct())).hasSize(20));
    assertThat(query(struct("n", 4))).containsExactly("v004");
    assertThat(query(struct("n", struct("$eq", 4)))).containsExactly("v004");
    assertThat(query(struct("n", struct("$ne", 4)))).hasSize(19).doesNotContain("v004");
    assertThat(query(struct("n", struct("$gt", 17)))).containsOnly("v018", "v019");
    assertThat(query(struct("n", struct("$gte", 17, "$lt", 19)))).containsOnly("v017", "v018");
    assertThat(query(struct("n", struct("$lte", 1)))).containsOnly("v000", "v001");
    assertThat(query(struct("name", struct("$in", List.of("name-1", "name-2")))))
        .containsOnly("v001", "v002");
    assertThat(query(struct("name", struct("$nin", List.of("name-1"))))).hasSize(19);
    assertThat(query(struct("even", true))).hasSize(10);
    assertThat(query(struct("rare", struct("$exists", true)))).containsExactly("v000");
    assertThat(query(struct("tags", "t3"))).containsOnly("v003", "v013");
    assertThat(query(struct("$or", List.of(struct("n", 1), struct("n", 2))))).hasSize(2);
    assertThat(query(struct("$and", List.of(struct("even", true), struct("n", 2))))).hasSize(1);
  }

  @Test
  void malformedFiltersAreRefused() {
    seed(1);
    refused("INVALID_ARGUMENT", () -> query(struct("n", struct("$like", "x"))));
    refused("INVALID_ARGUMENT", () -> query(struct("n", struct("$gt", "x"))));
    refused("INVALID_ARGUMENT", () -> query(struct("$or", List.of())));
  }

  @Test
  void upsertReplacesTheWholeRecord() {
    index.upsert(List.of(vector("v", 1, struct("a", 1))), namespace);
    index.upsert(List.of(vector("v", 2, struct("b", 2))), namespace);
    eventually(
        () -> {
          var fetched = index.fetch(List.of("v"), namespace).getVectorsMap().get("v");
          assertThat(fetched.getValuesList()).isEqualTo(values(2));
          assertThat(fetched.getMetadata()).isEqualTo(struct("b", 2));
        });
    assertThat(index.describeNamespace(namespace).getRecordCount()).isEqualTo(1);
  }

  @Test
  void updateChangesValuesAndMergesMetadata() {
    index.upsert(List.of(vector("v", 1, struct("a", 1, "b", 1))), namespace);
    index.update("v", values(2), struct("b", 2), namespace, null, null);
    index.update("absent", values(2), namespace);
    eventually(
        () -> {
          var fetched = index.fetch(List.of("v"), namespace).getVectorsMap().get("v");
          assertThat(fetched.getValuesList()).isEqualTo(values(2));
          assertThat(fetched.getMetadata()).isEqualTo(struct("a", 1, "b", 2));
        });
    assertThat(index.fetch(List.of("absent"), namespace).getVectorsMap()).isEmpty();
  }

  @Test
  void updateByMetadataTellsHowManyAndADryRunChangesNothing() {
    seed(10);
    eventually(() -> assertThat(query(struct("even", true))).hasSize(5));
    var dry = index.updateByMetadata(struct("even", true), struct("x", 1), namespace, true);
    assertThat(dry.getMatchedRecords()).isEqualTo(5);
    assertThat(query(struct("x", 1))).isEmpty();
    var real = index.updateByMetadata(struct("even", true), struct("x", 1), namespace);
    assertThat(real.getMatchedRecords()).isEqualTo(5);
    eventually(() -> assertThat(query(struct("x", 1, "even", true))).hasSize(5));
  }

  @Test
  void fetchByMetadataPagesThroughAllThatMatch() {
    seed(25);
    eventually(() -> assertThat(query(struct("even", true))).hasSize(13));
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      FetchByMetadataResponse page =
          index.fetchByMetadata(namespace, struct("even", true), 5, token);
      seen.addAll(page.getVectorsMap().keySet());
      token = page.getPagination().getNext();
    } while (!token.isEmpty());
    assertThat(seen).hasSize(13).doesNotHaveDuplicates();
  }

  @Test
  void deleteRemovesByIdsByFilterAndAll() {
    seed(10);
    index.deleteByIds(List.of("v000", "absent"), namespace);
    eventually(() -> assertThat(query(struct())).hasSize(9).doesNotContain("v000"));
    index.deleteByFilter(struct("n", struct("$lt", 5)), namespace);
    eventually(() -> assertThat(query(struct())).hasSize(5));
    index.deleteAll(namespace);
    eventually(() -> assertThat(query(struct())).isEmpty());
  }

  @Test
  void absentNamespaceReadsEmptyAndRefusesDeletes() {
    assertThat(query(struct())).isEmpty();
    assertThat(index.fetch(List.of("v"), namespace).getVectorsMap()).isEmpty();
    assertThat(index.list(namespace).getVectorsList()).isEmpty();
    refused("NOT_FOUND", () -> index.deleteByIds(List.of("v"), namespace));
    refused("NOT_FOUND", () -> index.deleteAll(namespace));
    refused("NOT_FOUND", () -> index.deleteNamespace(namespace));
    refused("NOT_FOUND", () -> index.describeNamespace(namespace));
  }

  @Test
  void listWalksIdsByPrefixInPages() {
    seed(250);
    eventually(() -> assertThat(query(struct("n", 249))).hasSize(1));
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      ListResponse page =
          token.isEmpty()
              ? index.list(namespace, "v1", 40)
              : index.list(namespace, "v1", token, 40);
      page.getVectorsList().stream().map(ListItem::getId).forEach(seen::add);
      token = page.getPagination().getNext();
    } while (!token.isEmpty());
    assertThat(seen).hasSize(100).isSorted().allMatch(id -> id.startsWith("v1"));
  }

  @Test
  void namespacesAreCreatedListedDescribedAndDeleted() {
    NamespaceDescription created = index.createNamespace(namespace);
    assertThat(created.getName()).isEqualTo(namespace);
    refused("ALREADY_EXISTS", () -> index.createNamespace(namespace));
    eventually(
        () ->
            assertThat(index.listNamespaces(namespace, null, 10).getNamespacesList())
                .extracting(NamespaceDescription::getName)
                .containsExactly(namespace));
    seed(3);
    eventually(() -> assertThat(index.describeNamespace(namespace).getRecordCount()).isEqualTo(3));
    eventually(
        () ->
            assertThat(
                    index.describeIndexStats().getNamespacesMap().get(namespace).getVectorCount())
                .isEqualTo(3));
    index.deleteNamespace(namespace);
    eventually(
        () ->
            assertThat(index.describeIndexStats().getNamespacesMap()).doesNotContainKey(namespace));
  }

  @Test
  void emptyNameAndDefaultNameAreOneNamespace() {
    index.upsert(List.of(vector("in-default", 1, struct())), "");
    eventually(
        () ->
            assertThat(index.fetch(List.of("in-default"), "__default__").getVectorsMap())
                .containsKey("in-default"));
    index.deleteByIds(List.of("in-default"), "__default__");
    eventually(() -> assertThat(index.fetch(List.of("in-default"), "").getVectorsMap()).isEmpty());
  }

  @Test
  void badVectorsAreRefusedAndNothingOfTheRequestIsStored() {
    VectorWithUnsignedIndices good = vector("good", 1, struct());
    List<Float> zeros = values(1).stream().map(v -> 0f).toList();
    refusedUpsert(new VectorWithUnsignedIndices("short", List.of(1f), null, null), good);
    refusedUpsert(new VectorWithUnsignedIndices("zero", zeros, null, null), good);
    refusedUpsert(vector("naïve", 1, struct()), good);
    refusedUpsert(vector("x".repeat(513), 1, struct()), good);
    refusedUpsert(vector("null", 1, struct("k", NullValue.NULL_VALUE)), good);
    refusedUpsert(vector("nested", 1, struct("k", struct("a", 1))), good);
    refusedUpsert(vector("numbers", 1, struct("k", List.of(1, 2))), good);
    refusedUpsert(vector("large", 1, struct("k", "x".repeat(41_000))), good);
    assertThat(index.fetch(List.of("good"), namespace).getVectorsMap()).isEmpty();
  }

  @Test
  void tooManyAtOnceAreRefused() {
    List<VectorWithUnsignedIndices> many =
        IntStream.rangeClosed(0, 1_000).mapToObj(i -> vector("v" + i, i, struct())).toList();
    refused("INVALID_ARGUMENT", () -> index.upsert(many, namespace));
    seed(1);
    List<String> ids = IntStream.rangeClosed(0, 1_000).mapToObj(i -> "v" + i).toList();
    refused("INVALID_ARGUMENT", () -> index.deleteByIds(ids, namespace));
    refused("INVALID_ARGUMENT", () -> index.fetch(ids, namespace));
    List<VectorWithUnsignedIndices> large =
        IntStream.range(0, 60)
            .mapToObj(i -> vector("v" + i, i, struct("k", "x".repeat(40_000))))
            .toList();
    refused("OUT_OF_RANGE", () -> index.upsert(large, namespace));
  }

  private void seed(int count) {
    List<VectorWithUnsignedIndices> vectors =
        IntStream.range(0, count)
            .mapToObj(i -> vector("v%03d".formatted(i), i, metadata(i)))
            .toList();
    assertThat(index.upsert(vectors, namespace).getUpsertedCount()).isEqualTo(count);
  }

  private static Struct metadata(int i) {
    Struct common =
        struct("n", i, "name", "name-" + i, "even", i % 2 == 0, "tags", List.of("t", "t" + i % 10));
    return i == 0 ? common.toBuilder().mergeFrom(struct("rare", "yes")).build() : common;
  }

  private List<String> query(Struct filter) {
    return ids(index.queryByVector(1_000, values(1), namespace, filter, false, false));
  }

  private static List<String> ids(QueryResponseWithUnsignedIndices answer) {
    return answer.getMatchesList().stream().map(ScoredVectorWithUnsignedIndices::getId).toList();
  }

  private static List<Float> scores(QueryResponseWithUnsignedIndices answer) {
    return answer.getMatchesList().stream().map(ScoredVectorWithUnsignedIndices::getScore).toList();
  }

  private void refusedUpsert(VectorWithUnsignedIndices bad, VectorWithUnsignedIndices good) {
    refused("INVALID_ARGUMENT", () -> index.upsert(List.of(good, bad), namespace));
  }

  private static void refused(String status, Runnable call) {
    assertThatThrownBy(call::run).hasMessageContaining(status);
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(90)).untilAsserted(assertion);
  }
}
