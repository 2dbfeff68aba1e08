package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.migration.backup.BackupName;
import io.palimpsest.ingest.migration.backup.Backups;
import io.palimpsest.ingest.migration.backup.FileNames;
import io.palimpsest.ingest.migration.backup.RefusedBackupException;
import io.palimpsest.ingest.migration.backup.SetDigest;
import io.palimpsest.ingest.migration.backup.VectorBits;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.legacy.LegacySource;
import io.palimpsest.ingest.migration.legacy.SealedSource;
import io.palimpsest.ingest.migration.legacy.VectorSide;
import io.palimpsest.ingest.migration.mapping.LegacyRow;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.jobs.Hold;
import io.palimpsest.tenancy.LegacyNamespace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;

/** Old data that are to go: what there is, what is known of them, and taking them away. */
@Singleton
class Removal {
  static final String NAMESPACE = "proposals";
  private static final int PAGE = 1000;

  private final SealedSource sources;
  private final VectorSide vectors;
  private final Backups backups;
  private final Runs runs;
  private final Routes routes;
  private final GuardedWork guarded;

  Removal(
      SealedSource sources,
      VectorSide vectors,
      Backups backups,
      Runs runs,
      Routes routes,
      GuardedWork guarded) {
    this.sources = sources;
    this.vectors = vectors;
    this.backups = backups;
    this.runs = runs;
    this.routes = routes;
    this.guarded = guarded;
  }

  /** Looks at all of the old data; writes nothing. */
  RemovalPlan plan(String organization, LegacySource source, Hold hold) throws IOException {
    SortedMap<String, String> found = new TreeMap<>();
    try (LegacyDocuments documents = sources.documents(source)) {
      for (String collection : BackupWriter.PORTFOLIO) {
        SetDigest digest = new SetDigest();
        documents.each(
            collection,
            document -> {
              hold.check();
              digest.add(new LegacyRow(document).digest());
            });
        put(found, FileNames.ofCollection(collection), digest);
      }
    }
    SetDigest digest = new SetDigest();
    if (vectors.index(source.index(), source.key()).isPresent()) {
      vectors.vectors(
          source.index(),
          source.key(),
          NAMESPACE,
          line -> {
            hold.check();
            digest.add(VectorBits.of(line));
          });
    }
    put(found, FileNames.ofNamespace(source.index(), NAMESPACE), digest);
    return new RemovalPlan(
        organization, source.index(), NAMESPACE, runs.backup().orElse(""), found);
  }

  private static void put(SortedMap<String, String> found, String file, SetDigest digest) {
    if (digest.count() > 0) {
      found.put(file, digest.hex());
    }
  }

  /** What is known of the migration. A backup that cannot be read any more holds nothing. */
  RemovalGate.Facts facts(String organization) throws IOException {
    Optional<Document> switched = runs.switched(organization);
    return new RemovalGate.Facts(
        switched.map(run -> run.getString(Runs.STARTED_BY)),
        switched.map(run -> run.getDate(Runs.CUTOVER).toInstant()),
        LegacyNamespace.recognise(routes.of(organization).namespace()).isEmpty()
            && routes.of(organization).version() > 0,
        runs.newest(organization, Runs.VALIDATED),
        runs.newest(organization, Runs.FOUND_DIFFERENT),
        restored());
  }

  private Map<String, String> restored() throws IOException {
    Optional<String> name = runs.backup();
    if (name.isEmpty() || !isReadable(name.get())) {
      return Map.of();
    }
    return runs.restored();
  }

  private boolean isReadable(String name) throws IOException {
    try {
      return backups.find(new BackupName(name)).isPresent()
          && !backups.find(new BackupName(name)).get().verified().files().isEmpty();
    } catch (RefusedBackupException unreadable) {
      return false;
    }
  }

  /** Has the old namespace emptied. */
  void dropNamespace(LegacySource source) {
    if (vectors.index(source.index(), source.key()).isPresent()) {
      guarded.run(
          List.of(Vault.SYSTEM),
          work ->
              work.request(
                  millis -> {
                    vectors.empty(source.index(), source.key(), NAMESPACE);
                    return true;
                  }));
    }
  }

  /** How many vectors the old namespace lists. */
  long vectorsLeft(LegacySource source) throws IOException {
    return vectors.index(source.index(), source.key()).isEmpty()
        ? 0
        : vectors.vectors(source.index(), source.key(), NAMESPACE, line -> {});
  }

  /** Deletes one page of a collection's documents; their number, 0 at the end. */
  long deletePage(LegacySource source, String collection) {
    try (LegacyDocuments documents = sources.documents(source)) {
      List<BsonValue> ids =
          documents.page(collection, Optional.empty(), PAGE).stream()
              .map((BsonDocument one) -> one.get("_id"))
              .toList();
      if (!ids.isEmpty()) {
        guarded.run(
            List.of(Vault.SYSTEM), work -> documents.deleteOf(collection, "_id", ids, work));
      }
      return ids.size();
    }
  }

  /** Remembers that there are none any more, for all runs that had the same source. */
  void remember(String organization, LegacySource source) {
    runs.of(organization).stream()
        .filter(
            run ->
                sources
                    .tryOpen(run.getString(Runs.SOURCE))
                    .filter(other -> !other.isSamePlace(source))
                    .isEmpty())
        .forEach(run -> runs.now(run.getString("_id"), Runs.REMOVED));
  }

  /** Whether a source's old data were removed. */
  boolean isRemoved(LegacySource source) {
    return runs.removed().stream()
        .flatMap(kept -> sources.tryOpen(kept).stream())
        .anyMatch(source::isSamePlace);
  }
}
