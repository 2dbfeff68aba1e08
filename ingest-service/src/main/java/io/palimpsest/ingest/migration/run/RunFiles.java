package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.migration.backup.BackupName;
import io.palimpsest.ingest.migration.legacy.BackupConfig;
import io.palimpsest.ingest.vault.Sha256;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Plans, rejects and reports of runs: files of this process's own below the backups' root. */
@Singleton
class RunFiles {
  static final String PLAN = "plan.ndjson";
  static final String REJECTS = "rejects.ndjson";
  static final String KEPT = "kept.ndjson";
  static final String WRITTEN_SINCE = "written-since.ndjson";
  static final String REPORT = "report.json";
  static final String VALIDATION = "validation.json";
  static final String PRECHECKS = "prechecks.json";
  static final String CONTRACT = "contract.json";
  static final String DRIFT = "drift.ndjson";
  static final String PROGRESS = "progress.ndjson";
  static final String PLOT = "progress.html";

  private static final Set<String> NAMES =
      Set.of(
          PLAN,
          REJECTS,
          KEPT,
          WRITTEN_SINCE,
          REPORT,
          VALIDATION,
          PRECHECKS,
          CONTRACT,
          DRIFT,
          PROGRESS,
          PLOT);
  private static final FileAttribute<?> OWN_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> OWN_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path root;

  RunFiles(BackupConfig config) {
    this.root = config.root().resolve(".runs");
  }

  /** Adds a line of JSON. */
  void append(String run, String file, Object line) {
    byte[] bytes = (Cursors.write(line) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      Path path = made(run, file);
      Files.write(path, bytes, StandardOpenOption.APPEND);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /** Writes a file whole. */
  void write(String run, String file, Object content) {
    writeText(run, file, Cursors.write(content));
  }

  /** The same of a text. */
  void writeText(String run, String file, String content) {
    try {
      Path path = made(run, file);
      Path unfinished = path.resolveSibling(file + ".tmp");
      Files.deleteIfExists(unfinished);
      Files.createFile(unfinished, OWN_FILE);
      Files.writeString(unfinished, content);
      Files.move(
          unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /** Empties a file. */
  void clear(String run, String file) {
    try {
      Files.deleteIfExists(path(run, file));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** A file, if it is there. */
  Optional<Path> find(String run, String file) {
    if (!NAMES.contains(file) || run.contains("/") || run.contains("..")) {
      return Optional.empty();
    }
    Path path = path(run, file);
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(path)
        : Optional.empty();
  }

  /** Names of a run's files. */
  List<String> list(String run) {
    Path folder = root.resolve(run);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(NAMES::contains)
          .sorted()
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Digest of what {@code sha256sum *} says of a run's files; empty when it has none. */
  Optional<String> digest(String run) {
    StringBuilder lines = new StringBuilder();
    for (String name : list(run)) {
      lines.append(Sha256.hex(read(run, name))).append("  ").append(name).append('\n');
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(Sha256.hex(lines.toString()));
  }

  private byte[] read(String run, String file) {
    try {
      return Files.readAllBytes(path(run, file));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Moves a run's files to a folder below the backups' root, named by the day and the run.
   *
   * @return the folder, from the root on; empty when there is nothing to move
   */
  Optional<String> archive(String run, String folder, Instant at) {
    Path from = root.resolve(run);
    String name = new BackupName(folder).value();
    String dated = "%s-%s".formatted(LocalDate.ofInstant(at, ZoneOffset.UTC), run.substring(0, 8));
    Path into = root.resolveSibling(".archives").resolve(name).resolve(dated);
    if (!Files.isDirectory(from) || Files.exists(into)) {
      return Optional.empty();
    }
    try {
      Files.createDirectories(into.getParent(), OWN_FOLDER);
      Files.move(from, into, StandardCopyOption.ATOMIC_MOVE);
      return Optional.of(name + "/" + dated);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private Path made(String run, String file) throws IOException {
    Files.createDirectories(root.resolve(run), OWN_FOLDER);
    Path path = path(run, file);
    if (Files.notExists(path)) {
      Files.createFile(path, OWN_FILE);
    }
    return path;
  }

  private Path path(String run, String file) {
    return root.resolve(run).resolve(file);
  }
}
