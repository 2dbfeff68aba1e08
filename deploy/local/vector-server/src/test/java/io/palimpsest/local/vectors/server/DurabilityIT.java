package io.palimpsest.local.vectors.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Struct;
import io.pinecone.clients.Index;
import io.pinecone.configs.PineconeConfig;
import io.pinecone.configs.PineconeConnection;
import io.pinecone.unsigned_indices_model.VectorWithUnsignedIndices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged before a SIGKILL is there after the restart. */
class DurabilityIT {
  private static final int NAMESPACES = 12;
  private static final int ROUNDS = 2;
  private static final int ACKNOWLEDGED_BEFORE_KILL = 300;

  @TempDir Path dataDir;

  @Test
  void everyAcknowledgedWriteSurvivesAKillInMidStream() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    for (int round = 0; round < ROUNDS; round++) {
      writeUntilKilled(round, acknowledged);
    }
    try (ServerProcess server = ServerProcess.start(dataDir)) {
      List<String> lost = missing(server, acknowledged);
      System.out.printf("durability: %d acknowledged, %d lost%n", acknowledged.size(), lost.size());
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * ACKNOWLEDGED_BEFORE_KILL);
      assertThat(lost).isEmpty();
      assertThat(missing(server, Set.of("n0/never-written")))
          .as("the same check finds what is not there")
          .hasSize(1);
    }
  }

  @Test
  void deletesAndDroppedNamespacesStayGoneAfterAKill() throws Exception {
    try (ServerProcess server = ServerProcess.start(dataDir);
        Index index = connect(server)) {
      index.upsert(List.of(vector("kept"), vector("deleted")), "a");
      index.upsert(List.of(vector("v")), "dropped");
      index.upsert(List.of(vector("old")), "again");
      index.deleteByIds(List.of("deleted"), "a");
      index.deleteNamespace("dropped");
      index.deleteNamespace("again");
      index.upsert(List.of(vector("new")), "again");
      index.createNamespace("empty");
      server.kill();
    }
    try (ServerProcess server = ServerProcess.start(dataDir);
        Index index = connect(server)) {
      assertThat(index.describeIndexStats().getNamespacesMap().keySet())
          .containsExactlyInAnyOrder("a", "again", "empty");
      assertThat(index.fetch(List.of("kept", "deleted"), "a").getVectorsMap())
          .containsOnlyKeys("kept");
      assertThat(index.fetch(List.of("old", "new"), "again").getVectorsMap())
          .containsOnlyKeys("new");
    }
  }

  @Test
  void droppingANamespaceRemovesItsFolder() throws Exception {
    try (ServerProcess server = ServerProcess.start(dataDir);
        Index index = connect(server)) {
      index.upsert(List.of(vector("v")), "dropped");
      assertThat(folders()).hasSize(1);
      index.deleteNamespace("dropped");
      await().atMost(Duration.ofSeconds(90)).until(() -> folders().isEmpty());
    }
  }

  private void writeUntilKilled(int round, Set<String> acknowledged) throws Exception {
    int before = acknowledged.size();
    CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_KILL);
    try (ServerProcess server = ServerProcess.start(dataDir)) {
      List<Thread> writers = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        String prefix = "r%d-w%d-".formatted(round, writer);
        writers.add(Thread.ofPlatform().start(() -> write(server, prefix, acknowledged, enough)));
      }
      enough.await();
      server.kill();
      for (Thread writer : writers) {
        writer.join();
      }
    }
    assertThat(acknowledged.size()).isGreaterThanOrEqualTo(before + ACKNOWLEDGED_BEFORE_KILL);
  }

  /** Writes until the server is gone; a record counts only once its write was answered. */
  private static void write(
      ServerProcess server, String prefix, Set<String> acknowledged, CountDownLatch enough) {
    try (Index index = connect(server)) {
      for (int i = 0; ; i++) {
        String namespace = "n" + i % NAMESPACES;
        index.upsert(List.of(vector(prefix + i)), namespace);
        acknowledged.add(namespace + "/" + prefix + i);
        enough.countDown();
      }
    } catch (RuntimeException killed) {
      assertThat(killed).hasMessageContaining("UNAVAILABLE");
    }
  }

  private static List<String> missing(ServerProcess server, Set<String> paths) {
    List<String> missing = new ArrayList<>();
    try (Index index = connect(server)) {
      byNamespace(paths)
          .forEach(
              (namespace, ids) -> {
                Set<String> found = index.fetch(ids, namespace).getVectorsMap().keySet();
                ids.stream()
                    .filter(id -> !found.contains(id))
                    .forEach(id -> missing.add(namespace + "/" + id));
              });
    }
    return missing;
  }

  private static Map<String, List<String>> byNamespace(Set<String> paths) {
    return paths.stream()
        .map(path -> path.split("/"))
        .collect(
            Collectors.groupingBy(
                parts -> parts[0], Collectors.mapping(parts -> parts[1], Collectors.toList())));
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(dataDir.resolve("indexes/main/namespaces"))) {
      return folders.toList();
    }
  }

  private static VectorWithUnsignedIndices vector(String id) {
    return new VectorWithUnsignedIndices(
        id, List.of(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f), Struct.getDefaultInstance(), null);
  }

  private static Index connect(ServerProcess server) {
    PineconeConfig config = new PineconeConfig("any");
    config.setHost("localhost:" + server.port());
    config.setTLSEnabled(false);
    return new Index(config, new PineconeConnection(config), "main");
  }
}
