package io.palimpsest.local.vectors.index;

import static io.palimpsest.local.vectors.index.IndexFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.palimpsest.local.vectors.call.Operation;
import io.palimpsest.local.vectors.call.Refusal;
import io.pinecone.proto.FetchRequest;
import io.pinecone.proto.FetchResponse;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.QueryResponse;
import io.pinecone.proto.ScoredVector;
import io.pinecone.proto.SparseValues;
import io.pinecone.proto.UpdateRequest;
import io.pinecone.proto.Vector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparseIT {
  private static final IndexSpec SPARSE = IndexSpec.sparse("test");
  private static final IndexSpec HYBRID = IndexSpec.dense("test", 2, Metric.DOTPRODUCT);

  @TempDir Path folder;

  @Test
  void whatASparseQueryFindsIsWhatAComparisonWithEachRecordFinds() throws IOException {
    Random random = new Random(20_261_128);
    List<Vector> records = new ArrayList<>();
    for (int at = 0; at < 2_000; at++) {
      records.add(sparse("r" + at, random(random)));
    }
    try (IndexFixture index = open(SPARSE)) {
      for (int from = 0; from < records.size(); from += 500) {
        index.upsert("n", records.subList(from, from + 500).toArray(Vector[]::new));
      }
      for (int query = 0; query < 20; query++) {
        Map<Integer, Float> target = random(random);
        List<ScoredVector> found =
            index.query(query(10).setSparseVector(values(target))).getMatchesList();
        List<Vector> nearest =
            records.stream()
                .filter(record -> sharing(record, target))
                .sorted(
                    Comparator.comparingDouble((Vector record) -> -dot(record, target))
                        .thenComparing(Vector::getId))
                .limit(10)
                .toList();
        assertThat(found).hasSameSizeAs(nearest);
        for (int at = 0; at < found.size(); at++) {
          assertThat(found.get(at).getScore())
              .isCloseTo((float) dot(nearest.get(at), target), within(1e-4f));
        }
      }
    }
  }

  @Test
  void aRecordThatSharesNoDimensionIsNotFound() throws IOException {
    try (IndexFixture index = open(SPARSE)) {
      index.upsert("n", sparse("a", Map.of(1, 1f)), sparse("b", Map.of(2, 1f)));
      assertThat(ids(index.query(query(5).setSparseVector(values(Map.of(1, 2f))))))
          .containsExactly("a");
      assertThat(ids(index.query(query(5).setSparseVector(values(Map.of(3, 2f)))))).isEmpty();
    }
  }

  @Test
  void dimensionsGoUpTo32Bits() throws IOException {
    try (IndexFixture index = open(SPARSE)) {
      index.upsert("n", sparse("a", Map.of(-1, 1f)));
      QueryResponse found = index.query(query(5).setSparseVector(values(Map.of(-1, 2f))));
      assertThat(found.getMatches(0).getScore()).isEqualTo(2f);
    }
  }

  @Test
  void aReplacedUpdatedOrDeletedRecordIsFoundAsItIsNow() throws IOException {
    try (IndexFixture index = open(SPARSE)) {
      index.upsert("n", sparse("a", Map.of(1, 1f)), sparse("b", Map.of(1, 2f)));
      index.upsert("n", sparse("a", Map.of(2, 1f)));
      index.ask(
          Operation.UPDATE,
          UpdateRequest.newBuilder()
              .setNamespace("n")
              .setId("b")
              .setSparseValues(values(Map.of(2, 5f)))
              .build());
      assertThat(ids(index.query(query(5).setSparseVector(values(Map.of(1, 1f)))))).isEmpty();
      assertThat(ids(index.query(query(5).setSparseVector(values(Map.of(2, 1f))))))
          .containsExactly("b", "a");
      index.delete("n", "b");
      assertThat(ids(index.query(query(5).setSparseVector(values(Map.of(2, 1f))))))
          .containsExactly("a");
    }
  }

  @Test
  void sparseVectorsOutliveARestartAndAreReadBack() throws IOException {
    Vector record = sparse("a", Map.of(7, 0.5f));
    try (IndexFixture index = open(SPARSE)) {
      index.upsert("n", record);
    }
    try (IndexFixture index = open(SPARSE)) {
      FetchResponse fetched =
          (FetchResponse)
              index.ask(
                  Operation.FETCH, FetchRequest.newBuilder().setNamespace("n").addIds("a").build());
      assertThat(fetched.getVectorsMap().get("a")).isEqualTo(record);
      QueryResponse byId = index.query(query(1).setId("a").setIncludeValues(true));
      assertThat(byId.getMatches(0).getScore()).isEqualTo(0.25f);
      assertThat(byId.getMatches(0).getSparseValues()).isEqualTo(record.getSparseValues());
      assertThat(index.stats().getVectorType()).isEqualTo("sparse");
      assertThat(index.stats().hasDimension()).isFalse();
    }
  }

  @Test
  void aFilterHoldsForSparseQueriesToo() throws IOException {
    try (IndexFixture index = open(SPARSE)) {
      index.upsert("n", tagged("a", "x"), tagged("b", "y"));
      Struct filter = Struct.newBuilder().putFields("tag", text("y")).build();
      assertThat(
              ids(index.query(query(5).setSparseVector(values(Map.of(1, 1f))).setFilter(filter))))
          .containsExactly("b");
    }
  }

  @Test
  void aHybridScoreIsTheSumOfBothDotProducts() throws IOException {
    try (IndexFixture index = open(HYBRID)) {
      index.upsert(
          "n",
          hybrid("dense", 3, Map.of(9, 1f)),
          hybrid("sparse", 0.5f, Map.of(1, 4f)),
          hybrid("both", 2, Map.of(1, 2f)),
          Vector.newBuilder().setId("plain").addValues(1).addValues(0).build());
      QueryResponse found =
          index.query(
              query(5).addVector(1).addVector(0).setSparseVector(values(Map.of(1, 1f, 8, 1f))));
      assertThat(ids(found)).containsExactly("sparse", "both", "dense", "plain");
      assertThat(found.getMatchesList())
          .extracting(ScoredVector::getScore)
          .containsExactly(4.5f, 4f, 3f, 1f);
      assertThat(ids(index.query(query(5).addVector(1).addVector(0))))
          .containsExactly("dense", "both", "plain", "sparse");
    }
  }

  @Test
  void whatAnIndexCannotHoldIsRefused() throws IOException {
    Vector mixed = hybrid("a", 1, Map.of(1, 1f));
    try (IndexFixture index = open(IndexSpec.dense("test", 2, Metric.COSINE))) {
      assertThatThrownBy(() -> index.upsert("n", mixed))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("no sparse values");
      assertThatThrownBy(
              () ->
                  index.query(
                      query(1).addVector(1).addVector(0).setSparseVector(values(Map.of(1, 1f)))))
          .isInstanceOf(Refusal.class);
    }
    try (IndexFixture index = open(folder.resolve("sparse"), SPARSE)) {
      assertThatThrownBy(() -> index.upsert("n", mixed)).hasMessageContaining("no dense values");
      assertThatThrownBy(() -> index.upsert("n", Vector.newBuilder().setId("a").build()))
          .hasMessageContaining("between 1 and");
      assertThatThrownBy(() -> index.query(query(1).addVector(1)))
          .hasMessageContaining("no dense values");
    }
    try (IndexFixture index = open(folder.resolve("hybrid"), HYBRID)) {
      assertThatThrownBy(() -> index.upsert("n", sparse("a", Map.of(1, 1f))))
          .hasMessageContaining("does not match the dimension");
    }
  }

  private IndexFixture open(IndexSpec spec) throws IOException {
    return open(folder.resolve("index"), spec);
  }

  private static IndexFixture open(Path folder, IndexSpec spec) throws IOException {
    return IndexFixture.open(folder, spec, IndexFixture.QUIET);
  }

  private static QueryRequest.Builder query(int topK) {
    return QueryRequest.newBuilder().setNamespace("n").setTopK(topK);
  }

  private static Map<Integer, Float> random(Random random) {
    Map<Integer, Float> values = new TreeMap<>();
    for (int at = 0; at < 12; at++) {
      values.put(random.nextInt(300), random.nextFloat());
    }
    return values;
  }

  private static boolean sharing(Vector record, Map<Integer, Float> target) {
    return record.getSparseValues().getIndicesList().stream().anyMatch(target::containsKey);
  }

  private static double dot(Vector record, Map<Integer, Float> target) {
    double sum = 0;
    SparseValues sparse = record.getSparseValues();
    for (int at = 0; at < sparse.getIndicesCount(); at++) {
      sum += (double) sparse.getValues(at) * target.getOrDefault(sparse.getIndices(at), 0f);
    }
    return sum;
  }

  private static Vector sparse(String id, Map<Integer, Float> values) {
    return Vector.newBuilder().setId(id).setSparseValues(values(values)).build();
  }

  private static Vector tagged(String id, String tag) {
    Struct metadata = Struct.newBuilder().putFields("tag", text(tag)).build();
    return sparse(id, Map.of(1, 1f)).toBuilder().setMetadata(metadata).build();
  }

  private static Vector hybrid(String id, float first, Map<Integer, Float> values) {
    return sparse(id, values).toBuilder().addValues(first).addValues(0.1f).build();
  }

  private static SparseValues values(Map<Integer, Float> values) {
    SparseValues.Builder sparse = SparseValues.newBuilder();
    values.forEach((index, value) -> sparse.addIndices(index).addValues(value));
    return sparse.build();
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
