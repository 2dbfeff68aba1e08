package io.palimpsest.local.vectors.index;

import static io.palimpsest.local.vectors.index.IndexFixture.ids;
import static io.palimpsest.local.vectors.index.IndexFixture.json;
import static io.palimpsest.local.vectors.index.IndexFixture.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.local.vectors.call.Refusal;
import io.pinecone.proto.QueryRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterIT {
  private static final String LONG = "x".repeat(200);

  @TempDir Path folder;
  private IndexFixture index;

  @BeforeEach
  void fill() throws IOException {
    index = IndexFixture.open(folder, 2, Metric.COSINE);
    index.upsert(
        "n",
        vector("minus", json("{n: -2.5, s: 'a', b: true, l: ['x','y']}".replace('\'', '"')), 1, 1),
        vector("zero", json("{n: 0, s: 'b', b: false, l: []}".replace('\'', '"')), 1, 1),
        vector("large", json("{n: 1e300, s: '5', l: ['x']}".replace('\'', '"')), 1, 1),
        vector("text", json("{n: '0', long: '%s'}".formatted(LONG).replace('\'', '"')), 1, 1),
        vector("none", 1, 1));
  }

  @AfterEach
  void close() throws IOException {
    index.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{n: 0} | zero",
        "{n: -0.0} | zero",
        "{n: '0'} | text",
        "{s: 5} | ''",
        "{n: {$gt: -2.5}} | large zero",
        "{n: {$gte: -2.5}} | large minus zero",
        "{n: {$lt: 0}} | minus",
        "{n: {$lte: 0, $gt: -100}} | minus zero",
        "{n: {$ne: 0}} | large minus none text",
        "{n: {$in: [0, -2.5]}} | minus zero",
        "{n: {$nin: [0, -2.5]}} | large none text",
        "{n: {$in: []}} | ''",
        "{b: false} | zero",
        "{b: {$ne: true}} | large none text zero",
        "{l: x} | large minus",
        "{l: {$in: [y, z]}} | minus",
        "{l: {$ne: x}} | none text zero",
        "{l: {$exists: true}} | large minus zero",
        "{s: {$exists: false}} | none text",
        "{$or: [{s: a}, {n: '0'}]} | minus text",
        "{$and: [{l: x}, {$or: [{b: true}, {s: b}]}]} | minus",
        "{s: a, b: true} | minus",
        "{s: a, b: false} | ''",
        "{} | large minus none text zero",
      })
  void filterFinds(String filter, String expected) {
    List<String> wanted = expected.isEmpty() ? List.of() : List.of(expected.split(" "));
    assertThat(find(filter)).containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void longTextsAreComparedAsAWhole() {
    assertThat(find("{long: '%s'}".formatted(LONG))).containsExactly("text");
    assertThat(find("{long: '%s'}".formatted(LONG + "x"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{n: {}}",
        "{n: null}",
        "{n: [1]}",
        "{n: {$gt: '1'}}",
        "{n: {$in: 1}}",
        "{n: {$exists: 1}}",
        "{n: {$like: 'x'}}",
        "{n: {$eq: {a: 1}}}",
        "{$and: {n: 1}}",
        "{$or: []}",
        "{$nor: [{n: 1}]}",
        "{$and: [1]}",
      })
  void malformedFilterIsRefused(String filter) {
    assertThatThrownBy(() -> find(filter)).isInstanceOf(Refusal.class);
  }

  @Test
  void longKeysAreFoundToo() {
    String key = "k".repeat(39_000);
    index.upsert("n", vector("key", json("{\"%s\": 1}".formatted(key)), 1, 1));
    assertThat(find("{%s: 1}".formatted(key))).containsExactly("key");
  }

  @Test
  void keysThatContainEachOtherAreNotMixedUp() {
    index.upsert(
        "k",
        vector("ab", json("{\"ab\": \"c\"}"), 1, 1),
        vector("a", json("{\"a\": \"bc\"}"), 1, 1));
    assertThat(ids(index.query(query("{a: bc}").setNamespace("k")))).containsExactly("a");
  }

  @Test
  void filteredQueryFindsItsMatchesBehindManyNearerOnes() {
    float[] far = {-1, 0.5f};
    index.upsert("many", vector("wanted", json("{\"k\": 1}"), far));
    for (int batch = 0; batch < 5; batch++) {
      int start = batch * 500;
      index.upsert(
          "many",
          IntStream.range(start, start + 500)
              .mapToObj(i -> vector("near" + i, 1, 1 + i / 10_000f))
              .toArray(io.pinecone.proto.Vector[]::new));
    }
    assertThat(ids(index.query(query("{k: 1}").setNamespace("many")))).containsExactly("wanted");
  }

  private List<String> find(String filter) {
    return ids(index.query(query(filter)));
  }

  private static QueryRequest.Builder query(String filter) {
    return QueryRequest.newBuilder()
        .setNamespace("n")
        .setTopK(10)
        .addVector(1)
        .addVector(1)
        .setFilter(json(filter.replace('\'', '"')));
  }
}
