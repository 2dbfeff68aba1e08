package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.palimpsest.ingest.migration.backup.BackupFolder;
import io.palimpsest.ingest.migration.backup.BackupName;
import io.palimpsest.ingest.migration.backup.Backups;
import io.palimpsest.ingest.migration.backup.FileNames;
import io.palimpsest.ingest.migration.backup.Manifest;
import io.palimpsest.ingest.migration.legacy.BackupConfig;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.legacy.LegacySource;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.legacy.VectorSide;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;

/**
 * Writes backups, a file at a time: what is to be saved is listed first, each file is written anew
 * after a crash, and the manifest counts them all at the end.
 */
@Singleton
class BackupWriter {
  /** What the old systems keep of a portfolio. */
  static final List<String> PORTFOLIO =
      List.of("training_data", "chunks", "embeddings", "proposals");

  private static final JsonWriterSettings CANONICAL =
      JsonWriterSettings.builder().outputMode(JsonMode.EXTENDED).build();
  private static final byte[] COMMA = ",\n".getBytes(StandardCharsets.UTF_8);

  private final Backups backups;
  private final BackupConfig config;
  private final SealedSource sources;
  private final VectorSide vectors;
  private final InstantSource clock;

  BackupWriter(
      Backups backups,
      BackupConfig config,
      SealedSource sources,
      VectorSide vectors,
      InstantSource clock) {
    this.backups = backups;
    this.config = config;
    this.sources = sources;
    this.vectors = vectors;
    this.clock = clock;
  }

  /**
   * How far a backup is.
   *
   * @param todo files that are not written yet
   * @param written entries of those that are
   * @param notSaved what cannot be saved, and why
   */
  record Progress(
      @JsonProperty("todo") List<Piece> todo,
      @JsonProperty("written") SortedMap<String, Manifest.Entry> written,
      @JsonProperty("not_saved") List<String> notSaved) {
    boolean isDone() {
      return todo.isEmpty();
    }
  }

  /**
   * A file to be written.
   *
   * @param collection a collection, or empty for vectors
   * @param namespace a namespace
   * @param records how many records there are about
   */
  record Piece(
      @JsonProperty("collection") Optional<String> collection,
      @JsonProperty("namespace") String namespace,
      @JsonProperty("records") long records) {}

  /** Lists what is to be saved. */
  Progress begin(LegacySource source, boolean allCollections) {
    List<Piece> todo = new ArrayList<>();
    List<String> notSaved = new ArrayList<>();
    try (LegacyDocuments documents = sources.documents(source)) {
      List<String> there = documents.collections();
      for (String name : allCollections ? there : PORTFOLIO) {
        if (there.contains(name)) {
          todo.add(new Piece(Optional.of(name), "", documents.count(name)));
        } else {
          notSaved.add(FileNames.ofCollection(name) + ": there is no such collection");
        }
      }
    }
    Optional<VectorSide.Index> index = vectors.index(source.index(), source.key());
    index
        .map(VectorSide.Index::namespaces)
        .orElse(List.of())
        .forEach(space -> todo.add(new Piece(Optional.empty(), space.name(), space.records())));
    if (index.isEmpty()) {
      notSaved.add("vectors: there is no index named " + source.index());
    }
    return new Progress(todo, new TreeMap<>(), notSaved);
  }

  /** Writes the next file. */
  Progress next(BackupName name, LegacySource source, Progress progress, Runnable check)
      throws IOException {
    Piece piece = progress.todo().getFirst();
    BackupFolder folder = backups.make(name);
    SortedMap<String, Manifest.Entry> written = new TreeMap<>(progress.written());
    if (piece.collection().isPresent()) {
      String collection = piece.collection().get();
      String file = FileNames.ofCollection(collection);
      written.put(file, folder.write(file, out -> documents(source, collection, out, check)));
    } else {
      String file = FileNames.ofNamespace(source.index(), piece.namespace());
      written.put(file, folder.write(file, out -> vectors(source, piece.namespace(), out, check)));
    }
    return new Progress(
        progress.todo().subList(1, progress.todo().size()), written, progress.notSaved());
  }

  /** Makes all files count. */
  Manifest end(BackupName name, Progress progress) throws IOException {
    return backups
        .make(name)
        .commit(
            progress.written(),
            progress.notSaved(),
            clock.instant(),
            clock.instant().plus(config.keptFor()));
  }

  private BackupFolder.Written documents(
      LegacySource source, String collection, OutputStream out, Runnable check) throws IOException {
    long[] count = new long[1];
    out.write('[');
    try (LegacyDocuments documents = sources.documents(source)) {
      documents.each(
          collection,
          document -> {
            check.run();
            try {
              if (count[0]++ > 0) {
                out.write(COMMA);
              }
              out.write(document.toJson(CANONICAL).getBytes(StandardCharsets.UTF_8));
            } catch (IOException full) {
              throw new UncheckedIOException(full);
            }
          });
    }
    out.write(']');
    return BackupFolder.Written.documents(count[0]);
  }

  private BackupFolder.Written vectors(
      LegacySource source, String namespace, OutputStream out, Runnable check) throws IOException {
    Optional<VectorSide.Index> index = vectors.index(source.index(), source.key());
    long count =
        vectors.vectors(
            source.index(),
            source.key(),
            namespace,
            line -> {
              check.run();
              out.write(line);
              out.write('\n');
            });
    return new BackupFolder.Written(
        count,
        Optional.of(namespace),
        index.map(VectorSide.Index::dimension),
        index.map(VectorSide.Index::metric));
  }
}
