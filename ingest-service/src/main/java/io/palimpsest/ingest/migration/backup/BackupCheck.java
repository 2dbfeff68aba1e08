package io.palimpsest.ingest.migration.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Reads a whole backup against its manifest, in bounded memory, and writes nothing. Every check
 * ends in a {@link RefusedBackupException} that names the file and the rule.
 */
final class BackupCheck {
  private final Path folder;

  BackupCheck(Path folder) {
    this.folder = folder;
  }

  /** The manifest, after everything it says was found to be so. */
  Manifest check() throws IOException {
    Manifest manifest = ManifestReader.read(manifestBytes());
    for (Map.Entry<String, Manifest.Entry> file : manifest.files().entrySet()) {
      check(file.getKey(), file.getValue());
    }
    return manifest;
  }

  private byte[] manifestBytes() throws IOException {
    Path file = regular(Manifest.FILE);
    if (Files.size(file) > ManifestReader.LONGEST) {
      throw new RefusedBackupException(Manifest.FILE, "has at most 64 MiB");
    }
    return Files.readAllBytes(file);
  }

  private Path regular(String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new RefusedBackupException(name, "is there and a file, not a link");
    }
    return file;
  }

  private void check(String name, Manifest.Entry entry) throws IOException {
    Path file = regular(name);
    require(name, Files.size(file) == entry.bytes(), "has as many bytes as its manifest says");
    Digesting digesting = new Digesting();
    try (InputStream bytes =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      InputStream counted = digesting.over(new BufferedInputStream(bytes), name, entry.bytes());
      long records =
          FileNames.place(name).isPresent()
              ? vectors(name, entry, counted)
              : documents(name, counted);
      require(name, records == entry.records(), "has as many records as its manifest says");
      require(name, counted.read() < 0, "is read to its end");
    }
    require(name, digesting.count() == entry.bytes(), "has as many bytes as its manifest says");
    require(name, digesting.md5().equals(entry.md5()), "has the MD5 of its manifest");
    require(name, digesting.sha256().equals(entry.sha256()), "has the SHA-256 of its manifest");
  }

  private static long documents(String name, InputStream bytes) throws IOException {
    SeenIds ids = new SeenIds();
    long count = 0;
    JsonArrayReader reader = new JsonArrayReader(name, bytes);
    for (BsonDocument document = reader.next(); document != null; document = reader.next()) {
      BsonValue id = document.get("_id");
      if (id == null || id.isArray()) {
        throw new RefusedBackupException(name, "holds documents with an _id");
      }
      require(name, ids.add(idBytes(id)), "holds each _id once");
      count++;
    }
    return count;
  }

  private static byte[] idBytes(BsonValue id) {
    return new BsonDocument("_id", id).toJson().getBytes(StandardCharsets.UTF_8);
  }

  private static long vectors(String name, Manifest.Entry entry, InputStream bytes)
      throws IOException {
    SeenIds ids = new SeenIds();
    long count = 0;
    Lines lines = new Lines(name, bytes);
    Optional<Integer> dimension = entry.dimension();
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      VectorLine vector = VectorLine.read(lines.where(), line);
      int expected = dimension.orElse(vector.dimension());
      dimension = Optional.of(expected);
      require(
          lines.where(),
          vector.dimension() == expected,
          "values: has the dimension of the others, " + expected);
      require(
          lines.where(),
          ids.add(vector.id().getBytes(StandardCharsets.UTF_8)),
          "id: stands in the file once");
      count++;
    }
    return count;
  }

  private static void require(String where, boolean holds, String rule) {
    if (!holds) {
      throw new RefusedBackupException(where, rule);
    }
  }
}
