package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.migration.backup.BackupFolder;
import io.palimpsest.ingest.migration.backup.BackupName;
import io.palimpsest.ingest.migration.backup.Backups;
import io.palimpsest.ingest.migration.backup.Manifest;
import io.palimpsest.ingest.migration.backup.RefusedBackupException;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.legacy.LegacySource;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.legacy.VectorSideException;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Lap;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Restores old documents and vectors. The whole backup is verified before the first write; what is
 * there and differs is kept, unless it is to be overwritten.
 */
@Singleton
class RestoreKind implements JobKind {
  static final String NAME = "restore";
  private static final int BATCHES_A_LAP = 20;

  private final Backups backups;
  private final Restorer restorer;
  private final SealedSource sources;

  RestoreKind(Backups backups, Restorer restorer, SealedSource sources) {
    this.backups = backups;
    this.restorer = restorer;
    this.sources = sources;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    Map<String, String> known =
        Params.known(
            given,
            Set.of(Params.BACKUP, Params.SOURCE, Params.INDEX, Params.OVERWRITE, Params.PLAN));
    if (backups.find(Params.backup(known)).isEmpty()) {
      throw new InvalidJobException(Params.BACKUP, "names a backup");
    }
    if (!known.containsKey(Params.SOURCE)) {
      throw new InvalidJobException(Params.SOURCE, "is given");
    }
    return known;
  }

  @Override
  public Lap lap(Job job, Hold hold) {
    try {
      BackupFolder folder = folder(job);
      return job.cursor().isEmpty() ? verified(folder) : restored(job, folder, hold);
    } catch (RefusedBackupException refused) {
      throw new JobFailedException("backup.refused: " + refused.getMessage());
    } catch (VectorSideException refused) {
      throw Failures.of(refused);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private BackupFolder folder(Job job) {
    BackupName name = Params.backup(job.parameters());
    return backups
        .find(name)
        .orElseThrow(() -> new JobFailedException("backup.refused: there is none of the name"));
  }

  private static Lap verified(BackupFolder folder) throws IOException {
    Manifest manifest = folder.verified();
    long total = manifest.files().values().stream().mapToLong(Manifest.Entry::records).sum();
    return manifest.files().isEmpty()
        ? JobDone.end("", 0, Map.of())
        : JobDone.more(
            Cursors.write(new Restorer.Spot(manifest.files().firstKey(), 0)), 0, total, Map.of());
  }

  private Lap restored(Job job, BackupFolder folder, Hold hold) throws IOException {
    Manifest manifest = folder.manifest().orElseThrow();
    Restorer.Spot spot = Cursors.read(job.cursor(), Restorer.Spot.class);
    LegacySource source = sources.open(job.parameter(Params.SOURCE).orElseThrow());
    try (LegacyDocuments into = restorer.documents(source)) {
      Restorer.Terms terms =
          new Restorer.Terms(
              into,
              job.parameter(Params.INDEX).orElse(source.index()),
              source.key(),
              Params.flag(job.parameters(), Params.OVERWRITE),
              Params.flag(job.parameters(), Params.PLAN),
              true);
      if (spot.record() == 0) {
        restorer.prepare(folder, spot.file(), manifest.entry(spot.file()), terms);
      }
      Restorer.Tally tally = restorer.some(folder, spot, terms, BATCHES_A_LAP, hold::check);
      return tally.records() == 0
          ? nextFile(manifest, spot)
          : JobDone.more(
              Cursors.write(new Restorer.Spot(spot.file(), spot.record() + tally.records())),
              tally.records(),
              tally.counts());
    }
  }

  private static Lap nextFile(Manifest manifest, Restorer.Spot spot) {
    List<String> files = List.copyOf(manifest.files().keySet());
    int next = files.indexOf(spot.file()) + 1;
    Optional<String> file = next < files.size() ? Optional.of(files.get(next)) : Optional.empty();
    return file.map(name -> JobDone.more(Cursors.write(new Restorer.Spot(name, 0)), 0, Map.of()))
        .orElseGet(() -> JobDone.end("", 0, Map.of()));
  }
}
