package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.migration.backup.BackupFolder;
import io.palimpsest.ingest.migration.backup.BackupName;
import io.palimpsest.ingest.migration.backup.Backups;
import io.palimpsest.ingest.migration.backup.FileNames;
import io.palimpsest.ingest.migration.backup.JsonArrayReader;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.mapping.LegacyRow;
import io.palimpsest.jobs.Hold;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * What became of the old rows between the backup and their migration (M11): told row by row in a
 * file of the run, and no fault. Needs about 150 bytes of memory for each row.
 */
@Singleton
class Drift {
  private static final String ROWS = "training_data";

  private final SealedSource sources;
  private final Backups backups;
  private final Runs runs;
  private final RunFiles files;

  Drift(SealedSource sources, Backups backups, Runs runs, RunFiles files) {
    this.sources = sources;
    this.backups = backups;
    this.runs = runs;
    this.files = files;
  }

  /** How many rows are new, changed and gone; empty where no backup was tried yet. */
  Map<String, String> since(Migration migration, Hold hold) {
    Optional<String> backup = runs.backup();
    Optional<BackupFolder> folder = backup.flatMap(name -> backups.find(new BackupName(name)));
    if (folder.isEmpty()) {
      return Map.of();
    }
    files.clear(migration.run(), RunFiles.DRIFT);
    Map<BsonValue, String> saved = saved(folder.get(), hold);
    Map<String, Long> counts = new TreeMap<>(Map.of("new", 0L, "changed", 0L, "gone", 0L));
    try (LegacyDocuments documents = sources.documents(migration.source())) {
      documents.each(
          ROWS,
          document -> {
            hold.check();
            LegacyRow row = new LegacyRow(document);
            String before = saved.remove(document.get("_id"));
            if (before == null) {
              note(migration, counts, "new", row.contractId());
            } else if (!before.equals(row.digest())) {
              note(migration, counts, "changed", row.contractId());
            }
          });
    }
    saved.keySet().forEach(id -> note(migration, counts, "gone", id.toString()));
    Map<String, String> drift = new TreeMap<>();
    counts.forEach((what, count) -> drift.put("drift_" + what, Long.toString(count)));
    return drift;
  }

  private void note(Migration migration, Map<String, Long> counts, String what, String row) {
    counts.merge(what, 1L, Long::sum);
    files.append(migration.run(), RunFiles.DRIFT, Map.of("row", row, "since_the_backup", what));
  }

  private static Map<BsonValue, String> saved(BackupFolder folder, Hold hold) {
    String file = FileNames.ofCollection(ROWS);
    Map<BsonValue, String> digests = new HashMap<>();
    try {
      if (folder.manifest().filter(one -> one.files().containsKey(file)).isEmpty()) {
        return digests;
      }
      try (JsonArrayReader reader = new JsonArrayReader(file, folder.open(file))) {
        for (BsonDocument one = reader.next(); one != null; one = reader.next()) {
          hold.check();
          digests.put(one.get("_id"), new LegacyRow(one).digest());
        }
      }
      return digests;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
