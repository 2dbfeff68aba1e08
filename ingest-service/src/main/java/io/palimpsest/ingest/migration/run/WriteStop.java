package io.palimpsest.ingest.migration.run;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * Keeps clients from writing while a migration in a maintenance window runs (M15). No fence: it is
 * lifted by command and at the run's end, and lapses by itself when nobody runs the migration any
 * more. Instances know of a change within {@link #GLANCE}. Thread-safe.
 */
@Singleton
public class WriteStop {
  /** How long what was read is believed. */
  static final Duration GLANCE = Duration.ofSeconds(1);

  /** How long it outlives the last sign of the run: longer than another runner takes to go on. */
  static final Duration LAPSE = Duration.ofSeconds(60);

  private static final String ID = "writes";
  private final MongoCollection<Document> stops;
  private final GuardedWork guarded;
  private final InstantSource clock;
  private volatile Seen seen = new Seen(Instant.MIN, Optional.empty());

  WriteStop(MongoDatabase database, GuardedWork guarded, InstantSource clock) {
    this.stops = database.getCollection("migration_stops");
    this.guarded = guarded;
    this.clock = clock;
  }

  private record Seen(Instant at, Optional<Instant> until) {}

  /** Whether clients may not write now. */
  public boolean isOn() {
    Instant now = clock.instant();
    if (seen.at().plus(GLANCE).isBefore(now)) {
      seen = new Seen(now, look());
    }
    return seen.until().filter(now::isBefore).isPresent();
  }

  /** While the database does not answer, what was known; writes find that out themselves. */
  private Optional<Instant> look() {
    try {
      return stored().map(stop -> stop.getDate("until").toInstant());
    } catch (MongoException unanswered) {
      return seen.until();
    }
  }

  /** Begins it, or has it go on; returns whether it was not on before. */
  boolean hold(String run) {
    Instant now = clock.instant();
    Optional<Document> before = stored();
    if (before.filter(stop -> isLifted(stop, run)).isPresent()) {
      return false;
    }
    boolean begun =
        before
            .filter(stop -> now.isBefore(stop.getDate("until").toInstant()))
            .filter(stop -> run.equals(stop.getString("run")))
            .isPresent();
    Instant until = now.plus(LAPSE);
    boolean fresh =
        begun
            && before
                .filter(
                    stop -> stop.getDate("until").toInstant().isAfter(now.plus(LAPSE.dividedBy(2))))
                .isPresent();
    if (!fresh) {
      put(new Document("_id", ID).append("run", run).append("until", Date.from(until)));
      seen = new Seen(now, Optional.of(until));
    }
    return !begun;
  }

  /** Ends it for good: the run that asked for it goes on without. */
  public void liftByCommand() {
    stored()
        .ifPresent(
            stop ->
                put(
                    new Document(stop)
                        .append("lifted", true)
                        .append("until", Date.from(clock.instant()))));
    seen = new Seen(clock.instant(), Optional.empty());
  }

  private static boolean isLifted(Document stop, String run) {
    return run.equals(stop.getString("run")) && stop.getBoolean("lifted", false);
  }

  /** Ends it; where there is none nothing happens. */
  void lift() {
    if (stored().isPresent()) {
      guarded.run(List.of(Vault.SYSTEM), this::delete);
    }
    seen = new Seen(clock.instant(), Optional.empty());
  }

  private Optional<Document> stored() {
    return Optional.ofNullable(stops.find(Filters.eq("_id", ID)).first());
  }

  private void put(Document stop) {
    guarded.run(List.of(Vault.SYSTEM), work -> replace(stop, work));
  }

  private boolean replace(Document stop, Work work) {
    return work.request(
        millis ->
            stops
                .withTimeout(millis, TimeUnit.MILLISECONDS)
                .replaceOne(Filters.eq("_id", ID), stop, new ReplaceOptions().upsert(true))
                .wasAcknowledged());
  }

  private boolean delete(Work work) {
    return work.request(
        millis ->
            stops
                .withTimeout(millis, TimeUnit.MILLISECONDS)
                .deleteOne(Filters.eq("_id", ID))
                .wasAcknowledged());
  }
}
