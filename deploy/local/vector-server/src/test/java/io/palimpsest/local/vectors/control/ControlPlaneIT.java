package io.palimpsest.local.vectors.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.local.vectors.index.IndexSettings;
import io.palimpsest.local.vectors.server.LocalServer;
import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.exceptions.PineconeAlreadyExistsException;
import io.pinecone.exceptions.PineconeBadRequestException;
import io.pinecone.exceptions.PineconeForbiddenException;
import io.pinecone.exceptions.PineconeNotFoundException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openapitools.db_control.client.model.IndexModel;

/** The control plane through the official Java SDK. */
class ControlPlaneIT {
  private static final IndexSettings SETTINGS =
      new IndexSettings(8, Duration.ofMinutes(1), Duration.ofMinutes(1), 1 << 27);

  @TempDir Path dataDir;
  private LocalServer server;
  private Pinecone pinecone;

  @BeforeEach
  void start() throws IOException {
    server = LocalServer.start(dataDir, SETTINGS);
    pinecone = client();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void theIndexOfTheMainPortIsListedAndDescribed() {
    assertThat(pinecone.listIndexes().getIndexes())
        .extracting(IndexModel::getName)
        .containsExactly(LocalServer.INDEX);
    IndexModel described = pinecone.describeIndex(LocalServer.INDEX);
    assertThat(described.getHost()).isEqualTo("localhost:" + server.port());
    assertThat(described.getDimension()).isEqualTo(LocalServer.DIMENSION);
    assertThat(described.getStatus().getReady()).isTrue();
  }

  @Test
  void createdIndexIsServedOnAPortOfItsOwnAndOutlivesARestart() throws IOException {
    IndexModel made = create("second", "disabled");
    assertThat(made.getDimension()).isEqualTo(3);
    assertThat(made.getMetric()).isEqualTo("dotproduct");
    try (Index index = pinecone.getIndexConnection("second")) {
      index.upsert("v", List.of(1f, 2f, 3f), "n");
      assertThat(index.describeIndexStats().getDimension()).isEqualTo(3);
    }
    try (Index main = server.index("any")) {
      assertThat(main.describeIndexStats().getNamespacesMap()).isEmpty();
    }
    restart();
    try (Index index = client().getIndexConnection("second")) {
      assertThat(index.fetch(List.of("v"), "n").getVectorsMap()).containsKey("v");
    }
    assertThat(pinecone.describeIndex("second").getTags()).containsEntry("team", "a");
  }

  @Test
  void deletedIndexIsGoneWithItsFolder() {
    create("second", "disabled");
    assertThat(Files.exists(dataDir.resolve("indexes/second"))).isTrue();
    pinecone.deleteIndex("second");
    assertThat(Files.exists(dataDir.resolve("indexes/second"))).isFalse();
    assertThatThrownBy(() -> pinecone.describeIndex("second"))
        .isInstanceOf(PineconeNotFoundException.class);
  }

  @Test
  void protectedIndexIsDeletedOnlyOnceItIsConfiguredOtherwise() {
    create("kept", "enabled");
    assertThatThrownBy(() -> pinecone.deleteIndex("kept"))
        .isInstanceOf(PineconeForbiddenException.class);
    pinecone.configureServerlessIndex("kept", "disabled", Map.of("team", "b"), null);
    assertThat(pinecone.describeIndex("kept").getTags()).containsEntry("team", "b");
    pinecone.deleteIndex("kept");
  }

  @Test
  void sameNameTwiceAndBadNamesAreRefused() {
    create("second", "disabled");
    assertThatThrownBy(() -> create("second", "disabled"))
        .isInstanceOf(PineconeAlreadyExistsException.class);
    assertThatThrownBy(() -> create("Not_A_Name", "disabled"))
        .isInstanceOf(PineconeBadRequestException.class)
        .hasMessageContaining("lower case");
  }

  @Test
  void aSparseIndexIsCreatedFilledAndSearchedBySdkAndOutlivesARestart() throws IOException {
    IndexModel made =
        pinecone.createSparseServelessIndex(
            "sparse", "aws", "us-east-1", "disabled", Map.of("team", "a"), "sparse");
    assertThat(made.getVectorType()).isEqualTo("sparse");
    assertThat(made.getMetric()).isEqualTo("dotproduct");
    restart();
    assertThat(pinecone.describeIndex("sparse").getVectorType()).isEqualTo("sparse");
    try (Index index = pinecone.getIndexConnection("sparse")) {
      index.upsert("v", List.of(), List.of(3L, 4_294_967_295L), List.of(1f, 2f), null, "n");
      assertThat(
              index
                  .query(
                      1,
                      List.of(),
                      List.of(4_294_967_295L),
                      List.of(3f),
                      null,
                      "n",
                      null,
                      false,
                      false)
                  .getMatchesList())
          .singleElement()
          .satisfies(match -> assertThat(match.getScore()).isEqualTo(6f));
    }
  }

  @Test
  void whatTheApiKnowsAndThisServerDoesNotIsSaidToBeMissing() throws Exception {
    assertThatThrownBy(() -> pinecone.createBackup(LocalServer.INDEX, "b", "d"))
        .hasMessageContaining("does not know");
    for (String path : List.of("/backups", "/restore-jobs", "/collections", "/bulk/imports")) {
      assertThat(server.send("GET", path, new JsonObject()).statusCode()).isEqualTo(501);
    }
    for (String field : List.of("schema", "source_collection")) {
      JsonObject serverless = new JsonObject().put("cloud", "aws").put("region", "us-east-1");
      JsonObject index =
          new JsonObject()
              .put("name", "other")
              .put("dimension", 3)
              .put("spec", new JsonObject().put("serverless", serverless.put(field, "x")));
      assertThat(server.send("POST", "/indexes", index).statusCode()).isEqualTo(501);
    }
  }

  private IndexModel create(String name, String protection) {
    return pinecone.createServerlessIndex(
        name, "dotproduct", 3, "aws", "us-east-1", protection, Map.of("team", "a"));
  }

  private void restart() throws IOException {
    server.close();
    server = LocalServer.start(dataDir, SETTINGS);
    pinecone = client();
  }

  private Pinecone client() {
    return new Pinecone.Builder("any")
        .withHost("http://localhost:" + server.port())
        .withTlsEnabled(false)
        .build();
  }
}
