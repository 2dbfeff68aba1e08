package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.migration.backup.BackupName;
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
import java.util.Map;
import java.util.Set;

/** Backs up old documents and vectors, a file a lap. */
@Singleton
class BackupKind implements JobKind {
  static final String NAME = "backup";

  private final BackupWriter writer;
  private final SealedSource sources;

  BackupKind(BackupWriter writer, SealedSource sources) {
    this.writer = writer;
    this.sources = sources;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    Map<String, String> known =
        Params.known(given, Set.of(Params.BACKUP, Params.SOURCE, Params.ALL_COLLECTIONS));
    Params.backup(known);
    if (!known.containsKey(Params.SOURCE)) {
      throw new InvalidJobException(Params.SOURCE, "is given");
    }
    return known;
  }

  @Override
  public Lap lap(Job job, Hold hold) {
    BackupName name = Params.backup(job.parameters());
    LegacySource source = sources.open(job.parameter(Params.SOURCE).orElseThrow());
    try {
      if (job.cursor().isEmpty()) {
        BackupWriter.Progress begun =
            writer.begin(source, Params.flag(job.parameters(), Params.ALL_COLLECTIONS));
        long total = begun.todo().stream().mapToLong(BackupWriter.Piece::records).sum();
        return JobDone.more(Cursors.write(begun), 0, total, Map.of());
      }
      BackupWriter.Progress progress = Cursors.read(job.cursor(), BackupWriter.Progress.class);
      if (progress.isDone()) {
        writer.end(name, progress);
        return JobDone.end(job.cursor(), 0, Map.of("files", (long) progress.written().size()));
      }
      BackupWriter.Piece piece = progress.todo().getFirst();
      BackupWriter.Progress next = writer.next(name, source, progress, hold::check);
      long records =
          next.written().entrySet().stream()
              .filter(file -> !progress.written().containsKey(file.getKey()))
              .mapToLong(file -> file.getValue().records())
              .sum();
      return JobDone.more(
          Cursors.write(next),
          records,
          Map.of(piece.collection().isPresent() ? "documents" : "vectors", records));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (IllegalArgumentException wrong) {
      throw new JobFailedException("source.mongo: " + wrong.getMessage());
    } catch (VectorSideException refused) {
      throw Failures.of(refused);
    }
  }
}
