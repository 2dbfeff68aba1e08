package io.palimpsest.ingest.migration.backup;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * One backup's folder. Files become visible whole and synced, the manifest last; until then the
 * folder says what it said before. For one writer.
 */
public final class BackupFolder {
  private static final FileAttribute<?> OWN_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<StandardOpenOption> READ = Set.of(StandardOpenOption.READ);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .findAndAddModules()
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();
  private static final String UNFINISHED = ".tmp";

  private final Path folder;

  BackupFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads everything against the manifest.
   *
   * @return the manifest
   * @throws RefusedBackupException when anything is not as it says
   */
  public Manifest verified() throws IOException {
    return new BackupCheck(folder).check();
  }

  /** The manifest, its files not looked at; empty while there is none. */
  public Optional<Manifest> manifest() throws IOException {
    Path file = folder.resolve(Manifest.FILE);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(ManifestReader.read(Files.readAllBytes(file)))
        : Optional.empty();
  }

  /** Opens a file that the manifest names. */
  public InputStream open(String file) throws IOException {
    return new BufferedInputStream(
        Files.newInputStream(
            folder.resolve(file), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Writes a file next to what is there; it counts from {@link #commit} on.
   *
   * @param content writes the bytes, and returns what they are
   * @return the file's entry
   */
  public Manifest.Entry write(String file, Content content) throws IOException {
    Path unfinished = folder.resolve(file + UNFINISHED);
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished, OWN_FILE);
    Digesting digesting = new Digesting();
    Written written;
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      OutputStream bytes =
          new BufferedOutputStream(digesting.over(Channels.newOutputStream(channel)), 1 << 16);
      written = content.writeTo(bytes);
      bytes.flush();
      channel.force(true);
    }
    return new Manifest.Entry(
        written.records(),
        digesting.count(),
        digesting.md5(),
        digesting.sha256(),
        written.namespace(),
        written.dimension(),
        written.metric());
  }

  /** Makes written files and what they are known by visible. Doing it again changes nothing. */
  public Manifest commit(
      SortedMap<String, Manifest.Entry> files,
      java.util.List<String> notSaved,
      Instant now,
      Instant expires)
      throws IOException {
    Manifest added = new Manifest(Manifest.FORMAT, now, Optional.of(expires), files, notSaved);
    Manifest whole = manifest().map(before -> before.plus(added)).orElse(added);
    Path unfinished = folder.resolve(Manifest.FILE + UNFINISHED);
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished, OWN_FILE);
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      OutputStream out = Channels.newOutputStream(channel);
      out.write(JSON.writeValueAsBytes(whole));
      channel.force(true);
    }
    for (String file : files.keySet()) {
      moveIfThere(folder.resolve(file + UNFINISHED), folder.resolve(file));
    }
    moveIfThere(unfinished, folder.resolve(Manifest.FILE));
    sync(folder);
    return whole;
  }

  /** Removes the folder with all that is in it. */
  void destroy() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
    Path root = folder.getParent();
    if (root != null) {
      sync(root);
    }
  }

  /** Writes what a file holds. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it; the stream stays open. */
    Written writeTo(OutputStream bytes) throws IOException;
  }

  /**
   * What was written.
   *
   * @param records how many documents or vectors
   * @param namespace for vectors: whose
   * @param dimension for vectors: values of each
   * @param metric for vectors: how the index compares them
   */
  public record Written(
      long records,
      Optional<String> namespace,
      Optional<Integer> dimension,
      Optional<String> metric) {
    /** Documents. */
    public static Written documents(long records) {
      return new Written(records, Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  private static void moveIfThere(Path from, Path to) throws IOException {
    if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, READ)) {
      channel.force(true);
    }
  }
}
