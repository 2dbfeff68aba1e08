package io.palimpsest.ingest.migration.run;

import com.mongodb.MongoException;
import io.palimpsest.ingest.migration.backup.BackupName;
import io.palimpsest.ingest.migration.backup.Backups;
import io.palimpsest.ingest.migration.backup.RefusedBackupException;
import io.palimpsest.ingest.migration.legacy.BackupConfig;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.legacy.MigrationConfig;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.legacy.VectorSide;
import io.palimpsest.ingest.migration.legacy.VectorSideException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has to hold before a migration begins (M15). Reads alone; the results are a file of the run.
 */
@Singleton
class Prechecks {
  private static final Duration GLANCE = Duration.ofSeconds(2);

  /** A backup of this many documents and vectors fits beside what is there already. */
  private static final long BYTES_A_RECORD = 64 * 1024L;

  private final SealedSource sources;
  private final VectorSide vectors;
  private final Backups backups;
  private final Runs runs;
  private final Marks marks;
  private final RunFiles files;
  private final MigrationConfig config;
  private final BackupConfig places;

  Prechecks(
      SealedSource sources,
      VectorSide vectors,
      Backups backups,
      Runs runs,
      Marks marks,
      RunFiles files,
      MigrationConfig config,
      BackupConfig places) {
    this.sources = sources;
    this.vectors = vectors;
    this.backups = backups;
    this.runs = runs;
    this.marks = marks;
    this.files = files;
    this.config = config;
    this.places = places;
  }

  /** Names of those that do not hold. */
  List<String> failed(Migration migration) {
    List<Checked> all = new ArrayList<>();
    long records = documents(migration, all);
    records += vectors(migration, all);
    boolean rehearsed = migration.plan().organization().equals(Rehearsal.ORGANIZATION);
    all.add(rehearsed ? rehearsal() : backup(migration));
    all.add(space(records));
    all.add(codeGraph());
    files.write(migration.run(), RunFiles.PRECHECKS, all);
    return all.stream().filter(check -> !check.passed()).map(Checked::check).toList();
  }

  private long documents(Migration migration, List<Checked> all) {
    List<String> differences = new ArrayList<>();
    long rows = 0;
    try (LegacyDocuments documents = sources.documents(migration.source())) {
      if (documents.collections().contains("training_data")) {
        rows = documents.count("training_data");
      } else {
        differences.add("there is no collection training_data");
      }
    } catch (MongoException unreachable) {
      differences.add("the old database does not answer");
    }
    all.add(
        Checked.of("source_documents", Map.of("rows", rows), differences, "see --source-mongo"));
    return rows;
  }

  /** The key to the old index, and that to the product's own. */
  private long vectors(Migration migration, List<Checked> all) {
    List<String> differences = new ArrayList<>();
    long old = 0;
    try {
      old =
          vectors.index(migration.source().index(), migration.source().key()).stream()
              .flatMap(index -> index.namespaces().stream())
              .mapToLong(VectorSide.Space::records)
              .sum();
      if (vectors.index("", Optional.empty()).isEmpty()) {
        differences.add("the product has no index");
      }
    } catch (VectorSideException refused) {
      differences.add(String.valueOf(refused.getMessage()));
    }
    all.add(
        Checked.of(
            "vector_store",
            Map.of("old_vectors", old),
            differences,
            "see --source-index and --source-key, and `palimpsest doctor`"));
    return old;
  }

  /** Nothing is tried any more once it is done: an erasure of an item knows of one copy. */
  private Checked rehearsal() {
    List<String> migrated =
        runs.organizations().stream()
            .filter(one -> !one.equals(Rehearsal.ORGANIZATION) && marks.count(one) > 0)
            .map(one -> one + " holds items of a migration")
            .toList();
    return Checked.of(
        "rehearsal",
        Map.of(),
        migrated,
        "run `palimpsest migrate portfolio --rollback all` before");
  }

  /** One is made by phase 0; whoever leaves that out has one, which is read whole. */
  private Checked backup(Migration migration) {
    List<String> differences = new ArrayList<>();
    if (!migration.plan().phases().contains("0")) {
      try {
        Optional<String> name = runs.backup();
        if (name.isEmpty()) {
          differences.add("there is no backup that was read back");
        } else {
          backups
              .find(new BackupName(name.get()))
              .orElseThrow(() -> new RefusedBackupException(name.get(), "is there"))
              .verified();
        }
      } catch (RefusedBackupException refused) {
        differences.add(String.valueOf(refused.getMessage()));
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
    return Checked.of(
        "backup", Map.of(), differences, "run `palimpsest migrate portfolio --phase 0 --yes`");
  }

  private Checked space(long records) {
    try {
      Path root = Files.createDirectories(places.root());
      long free = Files.getFileStore(root).getUsableSpace();
      long needed = records * BYTES_A_RECORD;
      return Checked.of(
          "quota",
          Map.of("free_bytes", free, "needed_bytes", needed),
          free < needed ? List.of("the backups' volume has too little space") : List.of(),
          "see palimpsest.backup.root");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** An application's database that no migration needs: told, and no fault. */
  private Checked codeGraph() {
    if (config.codeGraph().isEmpty()) {
      return Checked.of("code_graph", Map.of(), List.of(), "");
    }
    URI graph = config.codeGraph().get();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(graph.getHost(), graph.getPort()), (int) GLANCE.toMillis());
      return new Checked("code_graph", true, Map.of("reachable", 1L), List.of(), "");
    } catch (IOException | IllegalArgumentException unreachable) {
      return new Checked(
          "code_graph",
          true,
          Map.of("reachable", 0L),
          List.of("warning: the code graph's database does not answer; no migration needs it"),
          "");
    }
  }
}
