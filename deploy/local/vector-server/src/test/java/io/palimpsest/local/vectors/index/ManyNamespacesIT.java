package io.palimpsest.local.vectors.index;

import static io.palimpsest.local.vectors.index.IndexFixture.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinecone.proto.ListRequest;
import io.pinecone.proto.ListResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyNamespacesIT {
  private static final IndexSpec SPEC = IndexSpec.dense("test", 2, Metric.COSINE);

  @TempDir Path folder;

  @Test
  void hundredsOfNamespacesStayFewOpenOnesAndAllAreThereAfterARestart() throws IOException {
    IndexSettings few = new IndexSettings(5, Duration.ofMillis(1), Duration.ofHours(1), 1 << 27);
    int namespaces = 300;
    try (IndexFixture index = IndexFixture.open(folder, SPEC, few)) {
      for (int i = 0; i < namespaces; i++) {
        index.upsert("ns" + i, vector("v", 1, i));
      }
      await().atMost(Duration.ofMinutes(1)).until(() -> locked() <= 5);
      assertThat(index.stats().getTotalVectorCount()).isEqualTo(namespaces);
      index.upsert("ns7", vector("w", 1, 1));
      assertThat(index.stats().getNamespacesMap().get("ns7").getVectorCount()).isEqualTo(2);
    }
    try (IndexFixture index = IndexFixture.open(folder, SPEC, few)) {
      assertThat(index.stats().getNamespacesMap()).hasSize(namespaces);
      assertThat(index.stats().getTotalVectorCount()).isEqualTo(namespaces + 1);
    }
  }

  @Test
  void listWalksSeveralSegmentsInOrderWithoutDeletedOnes() throws IOException {
    try (IndexFixture index = IndexFixture.open(folder, SPEC, IndexFixture.QUIET)) {
      for (int i = 0; i < 10; i++) {
        index.upsert("n", vector("doc1#" + i, 1, 1), vector("doc10#" + i, 1, 1));
        assertThat(page(index, "doc1#", "").getVectorsCount()).isEqualTo(i + 1);
      }
      index.delete("n", "doc1#3", "doc1#4");
      index.upsert("n", vector("doc1#5", 2, 2));
      List<String> expected =
          IntStream.of(0, 1, 2, 5, 6, 7, 8, 9).mapToObj(i -> "doc1#" + i).toList();
      assertThat(walk(index, "doc1#")).isEqualTo(expected);
      assertThat(walk(index, "")).hasSize(18).isSorted();
    }
  }

  @Test
  void deletedTextIsGoneFromTheDiskAfterTheNextCheckpoint() throws Exception {
    String secret = "very-private-text";
    IndexSettings soon = new IndexSettings(5, Duration.ofHours(1), Duration.ofMillis(100), 1 << 27);
    try (IndexFixture index = IndexFixture.open(folder, SPEC, soon)) {
      index.upsert("n", vector(secret, 1, 1), vector("kept", 1, 1));
      assertThat(filesWith(secret)).as("positive control").isNotEmpty();
      index.delete("n", secret);
      await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() -> assertThat(filesWith(secret)).isEmpty());
      assertThat(walk(index, "")).containsExactly("kept");
    }
  }

  private static List<String> walk(IndexFixture index, String prefix) {
    List<String> seen = new ArrayList<>();
    String token = "";
    do {
      ListResponse page = page(index, prefix, token, 3);
      page.getVectorsList().forEach(item -> seen.add(item.getId()));
      token = page.getPagination().getNext();
    } while (!token.isEmpty());
    return seen;
  }

  private static ListResponse page(IndexFixture index, String prefix, String token) {
    return page(index, prefix, token, 100);
  }

  private static ListResponse page(IndexFixture index, String prefix, String token, int limit) {
    return index.list(
        ListRequest.newBuilder()
            .setNamespace("n")
            .setPrefix(prefix)
            .setPaginationToken(token)
            .setLimit(limit));
  }

  /** How many namespaces are open: Lucene holds a lock file of each. */
  private long locked() throws IOException {
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      return links.filter(this::isLock).count();
    }
  }

  private boolean isLock(Path link) {
    try {
      Path file = Files.readSymbolicLink(link);
      return file.endsWith("write.lock") && file.startsWith(folder);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  private List<Path> filesWith(String text) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (contains(file, text)) {
          found.add(folder.relativize(file));
        }
      }
    } catch (UncheckedIOException changing) {
      found.add(folder);
    }
    return found;
  }

  private static boolean contains(Path file, String text) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (NoSuchFileException deletedMeanwhile) {
      return false;
    }
  }
}
