package io.palimpsest.ingest.migration.run;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/** What is known of migrations, for people. */
@Singleton
public class MigrationStatus {
  private final Runs runs;
  private final Routes routes;
  private final Marks marks;
  private final RunFiles files;
  private final InstantSource clock;

  MigrationStatus(Runs runs, Routes routes, Marks marks, RunFiles files, InstantSource clock) {
    this.clock = clock;
    this.runs = runs;
    this.routes = routes;
    this.marks = marks;
    this.files = files;
  }

  /**
   * The run that began last, its phases and restore points, the route, and what is marked; of the
   * tenant of rehearsals the last of these.
   */
  public Map<String, Object> last(String organization) {
    Map<String, Object> status = new LinkedHashMap<>();
    Optional<Document> last =
        organization.equals(Rehearsal.ORGANIZATION)
            ? runs.of(organization).stream().findFirst()
            : runs.last();
    last.ifPresent(run -> status.put("run", plain(run)));
    Routes.Route route = routes.of(organization);
    status.put("route", Map.of("namespace", route.namespace(), "version", route.version()));
    status.put("marked_items", marks.count(organization));
    last.ifPresent(run -> status.put("files", files.list(run.getString("_id"))));
    return status;
  }

  /** Id of the run that began last. */
  public Optional<String> lastRun() {
    return runs.last().map(run -> run.getString("_id"));
  }

  /**
   * The job of the run that began last, if it is what is asked to go on; empty when another plan
   * is.
   */
  public Optional<String> resumable(
      String organization,
      String profile,
      boolean strict,
      boolean preferExisting,
      String index,
      String mode) {
    return runs.last()
        .filter(
            run -> {
              Plan begun = Cursors.read(run.get("plan", Document.class).toJson(), Plan.class);
              Plan asked =
                  new Plan(
                      organization,
                      profile,
                      begun.phases(),
                      preferExisting,
                      strict,
                      begun.backup(),
                      index,
                      mode);
              return asked.hash().equals(run.getString("plan_hash"));
            })
        .map(run -> run.getString("job"));
  }

  /** Name of the newest backup that was read back, else of that of the run that began last. */
  public Optional<String> lastBackup() {
    return runs.backup()
        .or(
            () ->
                runs.last()
                    .map(run -> run.get("plan", Document.class))
                    .map(plan -> plan.getString("backup")));
  }

  /** Says that nobody writes to the old side any more; false when no run waits for that. */
  public boolean frozen() {
    Optional<String> waiting =
        runs.last()
            .filter(run -> Runs.AWAITS_FREEZE.equals(run.getString("state")))
            .map(run -> run.getString("_id"));
    waiting.ifPresent(run -> runs.moment(run, Runs.FROZEN, clock.instant()));
    return waiting.isPresent();
  }

  /**
   * Moves the files of the run that began last to a dated folder below the backups' root.
   *
   * @return where they are; empty when there are none, or the folder is there already
   */
  public Optional<String> archive(String folder) {
    return runs.last()
        .map(run -> run.getString("_id"))
        .flatMap(run -> files.archive(run, folder, clock.instant()));
  }

  /** A file of a run. */
  public Optional<Path> file(String run, String name) {
    return files.find(run, name);
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Document document -> {
        Map<String, Object> map = new LinkedHashMap<>();
        document.forEach((key, inner) -> map.put(key.equals("_id") ? "id" : key, plain(inner)));
        map.remove(Runs.SOURCE);
        yield map;
      }
      case List<?> list -> list.stream().map(MigrationStatus::plain).toList();
      case Date date -> date.toInstant();
      default -> value;
    };
  }
}
