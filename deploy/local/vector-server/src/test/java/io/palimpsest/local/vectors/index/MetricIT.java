package io.palimpsest.local.vectors.index;

import static io.palimpsest.local.vectors.index.IndexFixture.ids;
import static io.palimpsest.local.vectors.index.IndexFixture.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palimpsest.local.vectors.call.Operation;
import io.pinecone.proto.FetchRequest;
import io.pinecone.proto.FetchResponse;
import io.pinecone.proto.QueryRequest;
import io.pinecone.proto.QueryResponse;
import io.pinecone.proto.Vector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricIT {
  @TempDir Path folder;

  @Test
  void cosineIgnoresLength() throws IOException {
    QueryResponse found = query(Metric.COSINE);
    assertThat(ids(found)).containsExactly("long", "unit", "other");
    assertThat(found.getMatches(2).getScore()).isCloseTo(0f, within(1e-6f));
  }

  @Test
  void dotProductPrefersLength() throws IOException {
    QueryResponse found = query(Metric.DOTPRODUCT);
    assertThat(ids(found)).containsExactly("long", "unit", "other");
    assertThat(found.getMatches(0).getScore()).isEqualTo(100f);
    assertThat(found.getMatches(2).getScore()).isEqualTo(0f);
  }

  @Test
  void euclideanScoreIsTheSquaredDistanceAndSmallerIsNearer() throws IOException {
    QueryResponse found = query(Metric.EUCLIDEAN);
    assertThat(ids(found)).containsExactly("unit", "other", "long");
    assertThat(found.getMatchesList())
        .extracting(match -> match.getScore())
        .containsExactly(0f, 2f, 9_801f);
  }

  @Test
  void threeThousandDimensionsAreKeptBitByBit() throws IOException {
    int dimension = 3_072;
    Random random = new Random(1);
    List<Float> values = new ArrayList<>();
    for (int i = 0; i < dimension; i++) {
      values.add(Float.intBitsToFloat((random.nextInt() & 0x807fffff) | 0x3e000000));
    }
    try (IndexFixture index = IndexFixture.open(folder, dimension, Metric.COSINE)) {
      index.upsert("n", Vector.newBuilder().setId("v").addAllValues(values).build());
    }
    try (IndexFixture index = IndexFixture.open(folder, dimension, Metric.COSINE)) {
      FetchResponse fetched =
          (FetchResponse)
              index.ask(
                  Operation.FETCH, FetchRequest.newBuilder().setNamespace("n").addIds("v").build());
      assertThat(fetched.getVectorsMap().get("v").getValuesList()).isEqualTo(values);
    }
  }

  private QueryResponse query(Metric metric) throws IOException {
    try (IndexFixture index = IndexFixture.open(folder, 2, metric)) {
      index.upsert("n", vector("unit", 1, 0), vector("long", 100, 0), vector("other", 0, 1));
      return index.query(
          QueryRequest.newBuilder().setNamespace("n").setTopK(3).addVector(1).addVector(0));
    }
  }
}
