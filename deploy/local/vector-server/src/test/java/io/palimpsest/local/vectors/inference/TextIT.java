package io.palimpsest.local.vectors.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.local.vectors.index.IndexSettings;
import io.palimpsest.local.vectors.server.LocalServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextIT {
  @TempDir static Path dataDir;
  private static LocalServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        LocalServer.start(
            dataDir, new IndexSettings(8, Duration.ofMinutes(1), Duration.ofMinutes(1), 1 << 27));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void sameTextsGiveTheSameVectorsAndCommonWordsMakeThemNear() {
    HashEmbedder embedder = new HashEmbedder();
    List<float[]> vectors =
        embedder.embed("any", List.of("red fox", "Red, FOX!", "red dog", "whale", "..."), 384);
    assertThat(vectors.get(0)).isEqualTo(vectors.get(1)).hasSize(384);
    assertThat(dot(vectors.get(0), vectors.get(2))).isGreaterThan(0.3f);
    assertThat(dot(vectors.get(0), vectors.get(3))).isLessThan(0.3f);
    assertThat(dot(vectors.get(4), vectors.get(4))).isEqualTo(1f);
  }

  @Test
  void searchFiltersSelectsFieldsAndReranks() throws Exception {
    String lines =
        Stream.of(
                record("a", "red fox in the snow", "animal"),
                record("b", "red car in the rain", "machine"),
                record("c", "a fox, a red fox, and snow", "animal"))
            .map(JsonObject::encode)
            .reduce((l, r) -> l + "\n" + r)
            .orElseThrow();
    assertThat(server.sendText("POST", "/records/namespaces/s/upsert", lines).statusCode())
        .isEqualTo(201);
    JsonObject search =
        new JsonObject()
            .put(
                "query",
                new JsonObject()
                    .put("top_k", 3)
                    .put("inputs", new JsonObject().put("text", "red fox in the snow"))
                    .put("filter", new JsonObject().put("kind", "animal")))
            .put("fields", new JsonArray().add("kind"))
            .put(
                "rerank",
                new JsonObject()
                    .put("model", "any")
                    .put("query", "the rain and snow")
                    .put("rank_fields", new JsonArray().add("chunk_text"))
                    .put("top_n", 1));
    JsonObject answer =
        new JsonObject(server.send("POST", "/records/namespaces/s/search", search).body());
    JsonArray hits = answer.getJsonObject("result").getJsonArray("hits");
    assertThat(hits).hasSize(1);
    assertThat(hits.getJsonObject(0).getJsonObject("fields").getMap()).containsOnlyKeys("kind");
    assertThat(answer.getJsonObject("usage").getInteger("rerank_units")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/embed | {\"model\": \"m\", \"inputs\": []}",
        "/embed | {\"model\": \"m\", \"inputs\": [1]}",
        "/embed | {\"model\": \"m\", \"inputs\": [{\"text\": \" \"}]}",
        "/embed | {\"inputs\": [{\"text\": \"x\"}]}",
        "/rerank | {\"model\": \"m\", \"query\": \"q\", \"documents\": []}",
        "/rerank | {\"model\": \"m\", \"query\": \"q\", \"documents\": [{\"other\": \"x\"}]}",
        "/records/namespaces/n/search | {\"query\": {\"top_k\": 0}}",
        "/records/namespaces/n/search | {\"query\": {\"top_k\": 1}}",
        "/records/namespaces/n/search | {\"query\": 1}",
        "/records/namespaces/n/upsert | {\"_id\": \"a\"}",
        "/records/namespaces/n/upsert | {\"_id\": \"a\", \"chunk_text\": 1}",
        "/records/namespaces/n/upsert | {\"_id\": \"a\", \"chunk_text\": \"x\", \"k\": null}",
        "/records/namespaces/n/upsert | {\"chunk_text\": \"x\"}",
        "/records/namespaces/n/upsert | not json",
        "/query | {\"vector\": \"x\"}",
        "/query | []",
        "/vectors/upsert | {\"vectors\": [{\"id\": 1e999}]}",
        "/indexes | {\"name\": \"x\", \"dimension\": \"3\", \"spec\": {\"serverless\": {}}}",
        "/indexes | {\"name\": \"x\", \"dimension\": 0, \"spec\": {\"serverless\": {}}}",
        "/indexes | {\"name\": \"x\", \"dimension\": 3, \"spec\": {\"pod\": {}}}",
        "/indexes | {\"name\": \"x\", \"dimension\": 3, \"spec\": 1}",
        "/indexes/create-for-model | {\"name\": \"x\"}",
        "/_faults/keys/revoke | {\"key\": 1}",
      })
  void badInputIsRefusedAs400(String path, String body) throws Exception {
    HttpResponse<String> answer = server.sendText("POST", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }

  private static JsonObject record(String id, String text, String kind) {
    return new JsonObject().put("_id", id).put("chunk_text", text).put("kind", kind);
  }

  private static float dot(float[] left, float[] right) {
    float sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return Math.round(sum * 1e4f) / 1e4f;
  }
}
