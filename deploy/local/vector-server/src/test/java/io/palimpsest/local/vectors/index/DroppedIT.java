package io.palimpsest.local.vectors.index;

import static io.palimpsest.local.vectors.index.IndexFixture.vector;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.palimpsest.local.vectors.call.Call;
import io.palimpsest.local.vectors.call.Operation;
import io.palimpsest.local.vectors.log.WriteLog;
import io.pinecone.proto.DeleteNamespaceRequest;
import io.pinecone.proto.ListRequest;
import io.pinecone.proto.UpsertRequest;
import io.pinecone.proto.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that ends after a drop was answered, and before the files were deleted. */
class DroppedIT {
  private static final IndexSpec SPEC = IndexSpec.dense("test", 2, Metric.COSINE);

  @TempDir private Path folder;
  @TempDir private Path copy;
  private Catalog catalog;
  private Writes writes;

  /** An index that nothing works on in the background. */
  @BeforeEach
  void open() throws IOException {
    catalog = new Catalog(folder.resolve("namespaces"), SPEC, () -> 0);
    WriteLog log = new WriteLog(folder.resolve("log"));
    log.start(1);
    writes = new Writes(catalog, log, new WriteChecks(SPEC));
  }

  @Test
  void whatWasDroppedStaysGoneAndItsFilesGo() throws IOException {
    upsert(vector("old", 1, 1));
    commit();
    drop();
    assertThat(folders(folder)).as("positive control: its files are there").hasSize(1);

    try (IndexFixture again = IndexFixture.open(killed(), SPEC, IndexFixture.QUIET)) {
      assertThat(again.stats().getNamespacesMap()).isEmpty();
    }
    assertThat(folders(copy)).isEmpty();
  }

  @Test
  void theNewOneOfTheNameIsNotTakenForTheOld() throws IOException {
    upsert(vector("old", 1, 1));
    commit();
    drop();
    upsert(vector("new", 1, 1));
    commit();
    assertThat(folders(folder)).as("positive control: both are there, committed").hasSize(2);

    try (IndexFixture again = IndexFixture.open(killed(), SPEC, IndexFixture.QUIET)) {
      assertThat(again.list(ListRequest.newBuilder().setNamespace("n")).getVectorsList())
          .extracting(item -> item.getId())
          .containsExactly("new");
    }
    assertThat(folders(copy)).hasSize(1);
  }

  @Test
  void aCommitThatWasTakenBackAloneIsEnough() throws IOException {
    upsert(vector("old", 1, 1));
    commit();
    drop();
    CommitData.delete(folders(folder).getFirst());

    try (IndexFixture again = IndexFixture.open(killed(), SPEC, IndexFixture.QUIET)) {
      assertThat(again.stats().getNamespacesMap()).isEmpty();
    }
    assertThat(folders(copy)).isEmpty();
  }

  private void upsert(Vector vector) throws IOException {
    write(
        Operation.UPSERT, UpsertRequest.newBuilder().setNamespace("n").addVectors(vector).build());
  }

  private void drop() throws IOException {
    write(
        Operation.DELETE_NAMESPACE, DeleteNamespaceRequest.newBuilder().setNamespace("n").build());
  }

  private void write(Operation operation, Message request) throws IOException {
    Call call = new Call(operation, request, 0, "any", request.getSerializedSize());
    writes.write(call).toCompletableFuture().join();
  }

  private void commit() throws IOException {
    for (Namespace namespace : catalog.all()) {
      namespace.commitIfBehind();
    }
  }

  /** What a kill now leaves: the files as they are, and no locks. */
  private Path killed() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(folder.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    return copy;
  }

  private static List<Path> folders(Path index) throws IOException {
    try (Stream<Path> folders = Files.list(index.resolve("namespaces"))) {
      return folders.toList();
    }
  }
}
