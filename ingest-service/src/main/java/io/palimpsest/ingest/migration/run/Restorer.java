package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.palimpsest.ingest.migration.backup.BackupFolder;
import io.palimpsest.ingest.migration.backup.FileNames;
import io.palimpsest.ingest.migration.backup.JsonArrayReader;
import io.palimpsest.ingest.migration.backup.Lines;
import io.palimpsest.ingest.migration.backup.Manifest;
import io.palimpsest.ingest.migration.backup.VectorLine;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.legacy.LegacySource;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.legacy.VectorSide;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * Restores files of a verified backup in batches; each is acknowledged before the next one's place
 * is remembered, and a batch that is done again changes nothing.
 */
@Singleton
class Restorer {
  private static final int DOCUMENTS = 500;

  /** Below the limit of the service that takes them. */
  private static final int BYTES = 900 * 1024;

  private static final int VECTORS = 500;

  private final SealedSource sources;
  private final VectorSide vectors;
  private final GuardedWork guarded;
  private final ErasedContracts erased;

  Restorer(SealedSource sources, VectorSide vectors, GuardedWork guarded, ErasedContracts erased) {
    this.sources = sources;
    this.erased = erased;
    this.vectors = vectors;
    this.guarded = guarded;
  }

  /**
   * Where restoring goes on.
   *
   * @param file the file
   * @param record records of it that are done
   */
  record Spot(@JsonProperty("file") String file, @JsonProperty("record") long record) {}

  /**
   * How to restore.
   *
   * @param into documents go there
   * @param index vectors go to this index
   * @param key key to it
   * @param overwrite whether what is there and differs is replaced
   * @param plan whether nothing is written
   * @param gated whether what was erased is left out
   */
  record Terms(
      LegacyDocuments into,
      String index,
      Optional<String> key,
      boolean overwrite,
      boolean plan,
      boolean gated) {}

  /**
   * What became of records.
   *
   * @param written they were missing, or replaced
   * @param same they were there
   * @param kept something else was there
   * @param erased they are of what was erased, and were left out
   */
  record Tally(long written, long same, long kept, long erased) {
    static final Tally NONE = new Tally(0, 0, 0, 0);

    Tally plus(Tally other) {
      return new Tally(
          written + other.written, same + other.same, kept + other.kept, erased + other.erased);
    }

    long records() {
      return written + same + kept + erased;
    }

    Map<String, Long> counts() {
      return Map.of("written", written, "same", same, "kept", kept, "erased", erased);
    }
  }

  /**
   * Restores some batches of a file.
   *
   * @return what became of them; no records when the file was at its end
   */
  Tally some(BackupFolder folder, Spot spot, Terms terms, int batches, Runnable check)
      throws IOException {
    return FileNames.place(spot.file()).isPresent()
        ? someVectors(folder, spot, terms, batches, check)
        : someDocuments(folder, spot, terms, batches, check);
  }

  /** Makes an index for a file of vectors where there is none. */
  void prepare(BackupFolder folder, String file, Manifest.Entry entry, Terms terms)
      throws IOException {
    if (FileNames.place(file).isEmpty() || entry.records() == 0 || terms.plan()) {
      return;
    }
    int dimension =
        entry.dimension().isPresent() ? entry.dimension().get() : firstDimension(folder, file);
    vectors.make(terms.index(), terms.key(), dimension, entry.metric().orElse("cosine"));
  }

  private static int firstDimension(BackupFolder folder, String file) throws IOException {
    try (Lines lines = new Lines(file, folder.open(file))) {
      byte[] line = lines.next();
      return line == null ? 0 : VectorLine.read(lines.where(), line).dimension();
    }
  }

  private Tally someDocuments(
      BackupFolder folder, Spot spot, Terms terms, int batches, Runnable check) throws IOException {
    String collection = FileNames.collection(spot.file()).orElseThrow();
    Tally tally = Tally.NONE;
    try (JsonArrayReader reader = new JsonArrayReader(spot.file(), folder.open(spot.file()))) {
      for (long passed = 0; passed < spot.record(); passed++) {
        reader.next();
      }
      for (int batch = 0; batch < batches; batch++) {
        List<BsonDocument> documents = new ArrayList<>();
        BsonDocument next = reader.next();
        while (next != null) {
          documents.add(next);
          next = documents.size() < DOCUMENTS ? reader.next() : null;
        }
        if (documents.isEmpty()) {
          return tally;
        }
        check.run();
        List<BsonDocument> restored =
            terms.gated() ? erased.look().others(collection, documents, terms.into()) : documents;
        tally = tally.plus(write(collection, restored, terms));
        tally = tally.plus(new Tally(0, 0, 0, documents.size() - restored.size()));
      }
    }
    return tally;
  }

  private Tally write(String collection, List<BsonDocument> documents, Terms terms) {
    Map<BsonValue, BsonDocument> there =
        terms.into().find(collection, documents.stream().map(one -> one.get("_id")).toList());
    List<BsonDocument> missing = new ArrayList<>();
    List<BsonDocument> differing = new ArrayList<>();
    for (BsonDocument document : documents) {
      BsonDocument old = there.get(document.get("_id"));
      if (old == null) {
        missing.add(document);
      } else if (!old.equals(document)) {
        differing.add(document);
      }
    }
    List<BsonDocument> replaced = terms.overwrite() ? differing : List.of();
    if (!terms.plan()) {
      guarded.run(
          List.of(Vault.SYSTEM),
          work -> {
            terms.into().write(collection, missing, replaced, work);
            return true;
          });
    }
    return new Tally(
        missing.size() + replaced.size(),
        documents.size() - missing.size() - differing.size(),
        differing.size() - replaced.size(),
        0);
  }

  private Tally someVectors(
      BackupFolder folder, Spot spot, Terms terms, int batches, Runnable check) throws IOException {
    String namespace = FileNames.place(spot.file()).orElseThrow().namespace();
    Tally tally = Tally.NONE;
    try (Lines lines = new Lines(spot.file(), folder.open(spot.file()))) {
      for (long passed = 0; passed < spot.record(); passed++) {
        lines.next();
      }
      byte[] line = lines.next();
      for (int batch = 0; batch < batches && line != null; batch++) {
        ErasedContracts.Look look = erased.look();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int count = 0;
        int left = 0;
        while (line != null
            && count + left < VECTORS
            && (count == 0 || body.size() + line.length < BYTES)) {
          if (terms.gated() && look.isErased(line)) {
            left++;
          } else {
            body.write(line);
            body.write('\n');
            count++;
          }
          line = lines.next();
        }
        check.run();
        tally = tally.plus(new Tally(0, 0, 0, left));
        if (count == 0) {
          continue;
        }
        VectorSide.Written written =
            vectors.write(
                terms.index(),
                terms.key(),
                namespace,
                body.toByteArray(),
                terms.overwrite(),
                terms.plan());
        tally = tally.plus(new Tally(written.written(), written.same(), written.kept(), 0));
      }
    }
    return tally;
  }

  /** The database that a source names; to be closed. */
  LegacyDocuments documents(LegacySource source) {
    return sources.documents(source);
  }
}
