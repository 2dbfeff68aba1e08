package io.palimpsest.reembed.repair;

import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Lap;
import io.palimpsest.reembed.change.Change;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.change.NamedTenant;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.index.Announcer;
import io.palimpsest.reembed.index.Assignment;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Plan;
import io.palimpsest.reembed.index.Task;
import io.palimpsest.reembed.index.WriteStage;
import io.palimpsest.reembed.index.Written;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.tenancy.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Empties a tenant's namespaces the way every write goes, under intents, and makes their rows due:
 * a reconcile with repair fills it again from the newest events. Who wrote what is there is not
 * asked here, so it is for a migration to ask for, and not for an operator.
 */
public final class Clear implements JobKind {
  /** Its name. */
  public static final String NAME = "clear";

  private static final int PAGE = 50;
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(30);
  private final ComparedTarget target;
  private final WriteStage writing;
  private final Homes homes;
  private final NamedTenant tenants;
  private final Announcer announcer;

  /**
   * @param side the target
   * @param registry the tenants
   * @param admissions the fence
   * @param announcer tells that nothing of an entity can be found; the same may be told twice
   */
  public Clear(Repairable side, Registry registry, Admissions admissions, Announcer announcer) {
    this.target = side.target();
    this.writing = side.writing();
    this.homes = new Homes(registry, admissions::anyFenced);
    this.tenants = new NamedTenant(registry);
    this.announcer = announcer;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Refuses: nobody asks for it but by {@link #asked}. */
  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    throw new InvalidJobException("kind", "is asked for by a migration alone");
  }

  @Override
  public String slot(Map<String, String> parameters) {
    return NAME + "/" + parameters.get("tenant");
  }

  /** The same, for who has seen to it that all that is there may go. */
  public JobKind asked() {
    JobKind clear = this;
    return new JobKind() {
      @Override
      public String name() {
        return clear.name();
      }

      @Override
      public Map<String, String> parameters(Map<String, String> given) {
        Map<String, String> parameters = Parameters.of(given, tenants, "repair");
        if (Parameters.tenant(parameters).isEmpty()) {
          throw new InvalidJobException("parameters.tenant", "is given");
        }
        return parameters;
      }

      @Override
      public String slot(Map<String, String> parameters) {
        return clear.slot(parameters);
      }

      @Override
      public Lap lap(Job job, Hold hold) throws InterruptedException {
        return clear.lap(job, hold);
      }
    };
  }

  @Override
  public Lap lap(Job job, Hold hold) throws InterruptedException {
    Place place = Place.parse(job.cursor());
    Optional<Home> found =
        homes.of(Parameters.tenant(job.parameters())).stream()
            .filter(one -> one.name().compareTo(place.namespace()) >= 0)
            .findFirst();
    if (found.isEmpty()) {
      return new Lap(job.cursor(), 0, OptionalLong.empty(), 0, Map.of(), true);
    }
    Home home = found.get();
    List<LedgerRow> rows =
        target.rows().page(target.name(), home.name(), place.after(home, target.name()), PAGE);
    if (rows.isEmpty()) {
      return new Lap(home.name() + " |", 0, OptionalLong.empty(), 0, Map.of(), false);
    }
    hold.check();
    List<LedgerRow> full = rows.stream().filter(row -> !row.deleted() && isFull(row)).toList();
    Map<RowKey, Written> written =
        full.isEmpty()
            ? Map.of()
            : writing.write(full.stream().map(row -> removal(home, row)).toList());
    long removed = tell(rows, written);
    boolean all = full.stream().allMatch(row -> isOver(written.get(row.key())));
    if (!all) {
      hold.pause(LOOK);
    }
    return new Lap(
        all ? home.name() + '|' + rows.getLast().key().uid() : job.cursor(),
        all ? rows.size() : 0,
        OptionalLong.empty(),
        removed,
        Map.of("removed", removed),
        false);
  }

  /**
   * Where a job is.
   *
   * @param namespace this one, or the first one behind it
   * @param row uid of the last row that was cleared there; empty before the first
   */
  private record Place(String namespace, String row) {
    static Place parse(String cursor) {
      int bar = cursor.indexOf('|');
      return bar < 0
          ? new Place("", "")
          : new Place(cursor.substring(0, bar), cursor.substring(bar + 1));
    }

    Optional<RowKey> after(Home home, String target) {
      return row.isEmpty() || !home.name().equals(namespace)
          ? Optional.empty()
          : Optional.of(new RowKey(UUID.fromString(row), target));
    }
  }

  private static boolean isFull(LedgerRow row) {
    return !row.chunks().isEmpty() || row.intent().isPresent();
  }

  /** What is fenced is for its erasure. */
  private static boolean isOver(@Nullable Written written) {
    return written instanceof Written.Done || written instanceof Written.Fenced;
  }

  /** Tells of rows that are empty now; of those that a lap before emptied once more. */
  private long tell(List<LedgerRow> rows, Map<RowKey, Written> written) {
    List<Announcer.News> cleared = new ArrayList<>();
    long removed = 0;
    for (LedgerRow row : rows) {
      if (Judge.isDue(row)) {
        cleared.add(news(row, row.revision() + 1, 0));
      } else if (written.get(row.key()) instanceof Written.Done) {
        cleared.add(news(row, Math.max(1, row.revision()), ids(row).size()));
        removed += ids(row).size();
      }
    }
    announcer
        .announce(cleared)
        .forEach(one -> one.orTimeout(TOLD_WITHIN.toSeconds(), TimeUnit.SECONDS).join());
    return removed;
  }

  private static Announcer.News news(LedgerRow row, long revision, int removed) {
    return new Announcer.News(
        new Task(new Change(row.entity(), revision, Optional.empty()), Lane.BACKFILL),
        new Outcome.Removed(removed, OptionalLong.empty()));
  }

  private static Set<String> ids(LedgerRow row) {
    Set<String> ids = new HashSet<>(row.ids());
    ids.addAll(row.unsure());
    return ids;
  }

  private static Assignment removal(Home home, LedgerRow row) {
    LedgerRow due =
        new LedgerRow(
            row.key(),
            row.entity(),
            row.version(),
            Math.max(0, row.revision() - 1),
            false,
            row.rendering(),
            "",
            row.metadataHash(),
            List.of(),
            Optional.empty());
    return new Assignment(
        new Plan.Replace(row, List.of(), List.of(), List.copyOf(ids(row)), 0, due),
        home.handle(),
        List.of());
  }
}
