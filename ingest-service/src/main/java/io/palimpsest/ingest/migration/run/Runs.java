package io.palimpsest.ingest.migration.run;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import io.palimpsest.jobs.Job;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What is remembered of migrations: plan, phases with their restore points, what was seen. */
@Singleton
class Runs {
  /** Never shown. */
  static final String SOURCE = "source";

  /** When the old data were removed. */
  static final String REMOVED = "legacy_removed_at";

  /** Who started the run. */
  static final String STARTED_BY = "started_by";

  /** When the route had been switched and both sides had been compared again. */
  static final String CUTOVER = "cutover_at";

  /** When both sides were found equal. */
  static final String VALIDATED = "validated_at";

  /** When they were found to differ. */
  static final String FOUND_DIFFERENT = "found_different_at";

  /** When a run paused because its change window was over. */
  static final String PAUSED = "paused_at";

  /** When the old side was frozen. */
  static final String FROZEN = "frozen_at";

  /** State of a run that needs somebody to stop writes to the old side. */
  static final String AWAITS_FREEZE = "AWAITS_FREEZE";

  private static final String ID = "_id";
  private static final String ORGANIZATION = "plan.org_id";
  private final MongoCollection<Document> runs;
  private final GuardedWork guarded;
  private final InstantSource clock;

  Runs(MongoDatabase database, GuardedWork guarded, InstantSource clock) {
    this.runs = database.getCollection("migrations");
    this.guarded = guarded;
    this.clock = clock;
  }

  /**
   * Remembers a run that begins; beginning it again changes nothing.
   *
   * @param asked the job, as it was asked for
   */
  void begin(String run, Plan plan, Map<String, Long> planned, Job asked) {
    if (find(run).isPresent()) {
      return;
    }
    Document document =
        new Document(ID, run)
            .append("plan", Document.parse(Cursors.write(plan)))
            .append("plan_hash", plan.hash())
            .append("job", asked.id().toString())
            .append(SOURCE, asked.parameter(SOURCE).orElseThrow())
            .append("planned", new Document(planned))
            .append("state", "RUNNING")
            .append("began_at", Date.from(clock.instant()))
            .append("phases", new Document());
    asked.parameter(Params.BY).ifPresent(by -> document.append(STARTED_BY, by));
    guarded.run(List.of(Vault.SYSTEM), work -> put(run, document, work));
  }

  /** A phase begins; that it began before stays. */
  void phaseBegins(String run, String phase) {
    Optional<Document> known = find(run);
    boolean begun =
        known
            .map(document -> document.getEmbedded(List.of("phases", "p" + phase), Document.class))
            .isPresent();
    if (!begun) {
      set(run, Updates.set("phases.p" + phase + ".began_at", Date.from(clock.instant())));
    }
  }

  /** A phase is at its end, with what it ends with. */
  void phaseEnds(String run, String phase, Map<String, String> point) {
    Document restorePoint = new Document();
    point.forEach(restorePoint::append);
    set(
        run,
        Updates.combine(
            Updates.set("phases.p" + phase + ".ended_at", Date.from(clock.instant())),
            Updates.set("phases.p" + phase + ".restore_point", restorePoint)));
  }

  /** How the run stands, such as {@code DONE}. */
  void state(String run, String state) {
    set(
        run,
        Updates.combine(
            Updates.set("state", state), Updates.set("changed_at", Date.from(clock.instant()))));
  }

  /** A moment that later steps ask for, such as {@code cutover_at}. */
  void moment(String run, String name, Instant at) {
    set(run, Updates.set(name, Date.from(at)));
  }

  /** Such a moment is now. */
  void now(String run, String name) {
    moment(run, name, clock.instant());
  }

  /** Such a moment, if it has come. */
  Optional<Instant> moment(String run, String name) {
    return find(run).map(document -> document.getDate(name)).map(Date::toInstant);
  }

  Optional<Document> find(String run) {
    return Optional.ofNullable(runs.find(Filters.eq(ID, run)).first());
  }

  /** The run that began last; a rehearsal is none. */
  Optional<Document> last() {
    return newestOf(Filters.ne(ORGANIZATION, Rehearsal.ORGANIZATION));
  }

  /** Name of the newest backup that was read back and restored for comparison. */
  Optional<String> backup() {
    return backedUp().map(run -> run.getEmbedded(List.of("plan", "backup"), String.class));
  }

  /** What that backup held, by file: digests of what was found equal in the scratch stores. */
  Map<String, String> restored() {
    Map<String, String> digests = new HashMap<>();
    backedUp()
        .map(run -> run.getEmbedded(List.of("phases", "p0", "restore_point"), Document.class))
        .ifPresent(point -> point.forEach((file, digest) -> digests.put(file, digest.toString())));
    return digests;
  }

  private Optional<Document> backedUp() {
    return newestOf(Filters.exists("phases.p0.ended_at"));
  }

  private Optional<Document> newestOf(Bson filter) {
    return Optional.ofNullable(
        runs.find(filter).sort(Sorts.descending("began_at")).limit(1).first());
  }

  /** All runs for an organization, the newest first. */
  List<Document> of(String organization) {
    return runs.find(Filters.eq(ORGANIZATION, organization))
        .sort(Sorts.descending("began_at"))
        .into(new ArrayList<>());
  }

  /** The run that switched an organization's readers last. */
  Optional<Document> switched(String organization) {
    return newestOf(Filters.and(Filters.eq(ORGANIZATION, organization), Filters.exists(CUTOVER)));
  }

  /** The newest such moment of all runs for an organization. */
  Optional<Instant> newest(String organization, String moment) {
    return of(organization).stream()
        .flatMap(run -> Optional.ofNullable(run.getDate(moment)).stream())
        .map(Date::toInstant)
        .max(Instant::compareTo);
  }

  /** What an item took in phases 2 and 3 of the newest run that was through them both. */
  Optional<Duration> pace() {
    return newestOf(
            Filters.and(Filters.exists("phases.p2.ended_at"), Filters.exists("phases.p3.ended_at")))
        .map(
            run -> {
              Document items = run.getEmbedded(List.of("phases", "p2"), Document.class);
              Document vectors = run.getEmbedded(List.of("phases", "p3"), Document.class);
              long count =
                  Long.parseLong(
                      items.getEmbedded(List.of("restore_point", "items"), String.class));
              Duration took =
                  Duration.between(
                      items.getDate("began_at").toInstant(),
                      vectors.getDate("ended_at").toInstant());
              return took.dividedBy(Math.max(1, count));
            });
  }

  /** Where old data were until they were removed, as runs keep it in confidence. */
  List<String> removed() {
    return runs.distinct(SOURCE, Filters.exists(REMOVED), String.class).into(new ArrayList<>());
  }

  /** Where old data may still be, as runs keep it in confidence. */
  List<String> sources() {
    return runs.distinct(SOURCE, Filters.exists(REMOVED, false), String.class)
        .into(new ArrayList<>());
  }

  /** Organizations that runs were for. */
  List<String> organizations() {
    return runs.distinct(ORGANIZATION, String.class).into(new ArrayList<>());
  }

  private void set(String run, Bson update) {
    guarded.run(List.of(Vault.SYSTEM), work -> change(run, update, work));
  }

  private boolean put(String run, Document document, Work work) {
    return work.request(
        millis ->
            within(millis)
                .replaceOne(Filters.eq(ID, run), document, new ReplaceOptions().upsert(true))
                .wasAcknowledged());
  }

  private boolean change(String run, Bson update, Work work) {
    return work.request(
        millis -> within(millis).updateOne(Filters.eq(ID, run), update).wasAcknowledged());
  }

  private MongoCollection<Document> within(long millis) {
    return runs.withTimeout(millis, TimeUnit.MILLISECONDS);
  }
}
