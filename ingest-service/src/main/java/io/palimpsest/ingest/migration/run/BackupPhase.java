package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.palimpsest.ingest.migration.backup.BackupFolder;
import io.palimpsest.ingest.migration.backup.BackupName;
import io.palimpsest.ingest.migration.backup.Backups;
import io.palimpsest.ingest.migration.backup.FileNames;
import io.palimpsest.ingest.migration.backup.JsonArrayReader;
import io.palimpsest.ingest.migration.backup.Lines;
import io.palimpsest.ingest.migration.backup.Manifest;
import io.palimpsest.ingest.migration.backup.RefusedBackupException;
import io.palimpsest.ingest.migration.backup.SetDigest;
import io.palimpsest.ingest.migration.backup.VectorBits;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.legacy.VectorSide;
import io.palimpsest.ingest.migration.mapping.LegacyRow;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.JobFailedException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;

/**
 * Phase 0: backs up, reads the backup back, restores it into scratch stores and compares what is
 * there with what the files say; the scratch stores are emptied.
 */
@Singleton
class BackupPhase implements Phase {
  private static final String SCRATCH = "palimpsest-scratch-";
  private static final int BATCHES_A_STEP = 20;

  private final BackupWriter writer;
  private final Restorer restorer;
  private final Backups backups;
  private final SealedSource sources;
  private final VectorSide vectors;
  private final GuardedWork guarded;

  BackupPhase(
      BackupWriter writer,
      Restorer restorer,
      Backups backups,
      SealedSource sources,
      VectorSide vectors,
      GuardedWork guarded) {
    this.writer = writer;
    this.restorer = restorer;
    this.backups = backups;
    this.sources = sources;
    this.vectors = vectors;
    this.guarded = guarded;
  }

  /**
   * Where the phase is.
   *
   * @param saving how far the backup is; empty once it is done
   * @param spot where restoring is; empty before it and after it
   * @param compared digests of what was found equal; empty until then
   */
  record At(
      @JsonProperty("saving") Optional<BackupWriter.Progress> saving,
      @JsonProperty("spot") Optional<Restorer.Spot> spot,
      @JsonProperty("compared") Map<String, String> compared) {}

  @Override
  public String name() {
    return "0";
  }

  @Override
  public Step step(Migration migration, String at, Hold hold) throws IOException {
    BackupName name = new BackupName(migration.plan().backup());
    try {
      if (at.isEmpty()) {
        return saving(writer.begin(migration.source(), false), 0);
      }
      At place = Cursors.read(at, At.class);
      if (place.saving().isPresent()) {
        return save(migration, name, place.saving().get(), hold);
      }
      if (place.spot().isPresent()) {
        return restore(migration, name, place.spot().get(), hold);
      }
      return place.compared().isEmpty()
          ? compare(migration, name, hold)
          : drop(migration, place.compared());
    } catch (RefusedBackupException refused) {
      throw new JobFailedException("backup.refused: " + refused.getMessage());
    }
  }

  private Step save(Migration migration, BackupName name, BackupWriter.Progress progress, Hold hold)
      throws IOException {
    if (!progress.isDone()) {
      BackupWriter.Progress next = writer.next(name, migration.source(), progress, hold::check);
      return saving(next, progress.todo().getFirst().records());
    }
    writer.end(name, progress);
    Manifest manifest = folder(name).verified();
    if (manifest.files().isEmpty()) {
      throw new JobFailedException("backup.empty: there is nothing at the source");
    }
    return at(Optional.of(new Restorer.Spot(manifest.files().firstKey(), 0)), 0);
  }

  private static Step saving(BackupWriter.Progress progress, long done) {
    return Step.more(
        Cursors.write(new At(Optional.of(progress), Optional.empty(), Map.of())),
        done,
        done == 0 ? Map.of() : Map.of("saved", done));
  }

  private static Step at(Optional<Restorer.Spot> spot, long done) {
    return Step.more(
        Cursors.write(new At(Optional.empty(), spot, Map.of())),
        done,
        done == 0 ? Map.of() : Map.of("restored_for_comparison", done));
  }

  private Step restore(Migration migration, BackupName name, Restorer.Spot spot, Hold hold)
      throws IOException {
    BackupFolder folder = folder(name);
    Manifest manifest = folder.manifest().orElseThrow();
    try (LegacyDocuments scratch = sources.scratch(scratch(migration))) {
      Restorer.Terms terms =
          new Restorer.Terms(scratch, scratch(migration), Optional.empty(), true, false, false);
      if (spot.record() == 0) {
        restorer.prepare(folder, spot.file(), manifest.entry(spot.file()), terms);
      }
      Restorer.Tally tally = restorer.some(folder, spot, terms, BATCHES_A_STEP, hold::check);
      if (tally.records() > 0) {
        long record = spot.record() + tally.records();
        return at(Optional.of(new Restorer.Spot(spot.file(), record)), tally.records());
      }
    }
    List<String> files = List.copyOf(manifest.files().keySet());
    int next = files.indexOf(spot.file()) + 1;
    return at(
        next < files.size() ? Optional.of(new Restorer.Spot(files.get(next), 0)) : Optional.empty(),
        0);
  }

  private Step compare(Migration migration, BackupName name, Hold hold) throws IOException {
    BackupFolder folder = folder(name);
    Map<String, String> point = new HashMap<>();
    point.put("backup", name.value());
    try (LegacyDocuments scratch = sources.scratch(scratch(migration))) {
      for (String file : folder.manifest().orElseThrow().files().keySet()) {
        hold.check();
        String saved = inFile(folder, file);
        String restored = inStore(scratch, scratch(migration), file);
        if (!saved.equals(restored)) {
          throw new JobFailedException("backup.restored_otherwise: " + file);
        }
        point.put(file, saved);
      }
    }
    return Step.more(Cursors.write(new At(Optional.empty(), Optional.empty(), point)), 0, Map.of());
  }

  /** A step of its own: what is dropped half cannot be compared again. */
  private Step drop(Migration migration, Map<String, String> compared) {
    try (LegacyDocuments scratch = sources.scratch(scratch(migration))) {
      guarded.run(
          List.of(Vault.SYSTEM),
          work -> {
            scratch.empty(work);
            return true;
          });
    }
    vectors.drop(scratch(migration));
    return Step.end(Map.of("files_compared", (long) compared.size() - 1), compared);
  }

  private static String inFile(BackupFolder folder, String file) throws IOException {
    SetDigest digest = new SetDigest();
    if (FileNames.place(file).isPresent()) {
      try (Lines lines = new Lines(file, folder.open(file))) {
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
          digest.add(VectorBits.of(line));
        }
      }
    } else {
      try (JsonArrayReader reader = new JsonArrayReader(file, folder.open(file))) {
        for (BsonDocument one = reader.next(); one != null; one = reader.next()) {
          digest.add(new LegacyRow(one).digest());
        }
      }
    }
    return digest.hex();
  }

  private String inStore(LegacyDocuments documents, String index, String file) throws IOException {
    SetDigest digest = new SetDigest();
    Optional<FileNames.Place> place = FileNames.place(file);
    if (place.isPresent()) {
      vectors.vectors(
          index,
          Optional.empty(),
          place.get().namespace(),
          line -> digest.add(VectorBits.of(line)));
    } else {
      documents.each(
          FileNames.collection(file).orElseThrow(),
          document -> digest.add(new LegacyRow(document).digest()));
    }
    return digest.hex();
  }

  private BackupFolder folder(BackupName name) {
    return backups
        .find(name)
        .orElseThrow(() -> new JobFailedException("backup.refused: there is none of the name"));
  }

  /** A name of its own for each run: what a crash left is found again, and nobody else's. */
  private static String scratch(Migration migration) {
    return SCRATCH + migration.run().substring(0, 8);
  }
}
