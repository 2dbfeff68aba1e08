package io.palimpsest.reembed.app;

import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.index.Outcome;
import io.palimpsest.reembed.index.Task;
import io.palimpsest.reembed.intake.Tally;
import io.palimpsest.reembed.ledger.LedgerUnavailableException;
import io.palimpsest.reembed.ledger.ScopeRows;
import io.palimpsest.reembed.ledger.TenantHour;
import io.palimpsest.reembed.ledger.TenantHours;
import io.palimpsest.reembed.repair.Coverage;
import io.palimpsest.reembed.route.Answering;
import io.palimpsest.reembed.route.LagTally.LagMeter;
import io.palimpsest.vectorstore.Ownership;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what happens to tenants' vectors and keeps it, hour by hour. For people to look at: what
 * was not kept yet when a process dies is lost, and nothing waits for it. Thread-safe.
 */
final class TenantFigures implements Tally, LagMeter, Coverage {
  private static final Logger LOG = LoggerFactory.getLogger(TenantFigures.class);

  /** Tenants of which something is gathered at most; of further ones it is left out. */
  private static final int MOST = 10_000;

  /** Tenants that are kept in one go, for each one's vectors are counted. */
  private static final int AT_ONCE = 200;

  private final TenantHours hours;
  private final ScopeRows rows;
  private final Admissions admissions;
  private final Answering answering;
  private final Clock clock;
  private final Map<Key, Gathered> gathered = new LinkedHashMap<>();

  private record Key(List<UUID> uids, Instant hour) {}

  private static final class Gathered {
    private long changes;
    private TenantHour.Lags lags = TenantHour.Lags.NONE;
    private final Map<String, TenantHour.Measured> measured = new HashMap<>();
  }

  /**
   * @param answering which target's vectors are counted
   */
  TenantFigures(
      TenantHours hours, ScopeRows rows, Admissions admissions, Answering answering, Clock clock) {
    this.hours = hours;
    this.rows = rows;
    this.admissions = admissions;
    this.answering = answering;
    this.clock = clock;
  }

  @Override
  public void ended(Task task, Outcome.Final outcome) {
    gather(home(task.change().entity()), found -> found.changes++);
  }

  @Override
  public void erased() {}

  @Override
  public void postponed(String reason) {}

  @Override
  public void searchable(Entity entity, Duration lag) {
    long millis = Math.max(0, lag.toMillis());
    gather(home(entity), new TenantHour.Lags(1, millis, millis, 0));
  }

  @Override
  public void notSearchable(Entity entity) {
    gather(home(entity), new TenantHour.Lags(0, 0, 0, 1));
  }

  @Override
  public void measured(Measure measure) {
    TenantHour.Measured found =
        new TenantHour.Measured(measure.target(), measure.expected(), measure.drifted());
    gather(measure.uids(), all -> all.measured.put(measure.target(), found));
  }

  private void gather(List<UUID> uids, TenantHour.Lags more) {
    gather(uids, found -> found.lags = found.lags.and(more));
  }

  private synchronized void gather(List<UUID> uids, Consumer<Gathered> more) {
    Key key = new Key(uids, clock.instant().truncatedTo(ChronoUnit.HOURS));
    Gathered found = gathered.get(key);
    if (found == null && gathered.size() < MOST) {
      found = new Gathered();
      gathered.put(key, found);
    }
    if (found != null) {
      more.accept(found);
    }
  }

  /** Keeps what was gathered of the tenants that wait longest. */
  void keep() {
    Map<Key, Gathered> taken = take();
    for (Iterator<Map.Entry<Key, Gathered>> all = taken.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Key, Gathered> one = all.next();
      try {
        if (!keep(one.getKey(), one.getValue())) {
          break;
        }
        all.remove();
      } catch (LedgerUnavailableException | DeadlinePassedException later) {
        LOG.warn("figures of tenants are kept later reason={}", later.getMessage());
        break;
      }
    }
    giveBack(taken);
  }

  /** What is fenced is forgotten; false when there is no lease now. */
  private boolean keep(Key key, Gathered found) {
    return switch (admissions.now(key.uids())) {
      case Admission.Admitted(Work work) -> {
        try (work) {
          long vectors = rows.size(key.uids().getLast(), answering.target(key.uids().getFirst()));
          hours.add(
              key.uids(),
              new TenantHour(
                  key.hour(),
                  OptionalLong.of(vectors),
                  found.changes,
                  found.lags,
                  List.copyOf(found.measured.values())),
              work);
        }
        yield true;
      }
      case Admission.Refused(UUID fenced) -> true;
      case Admission.Unleased() -> false;
    };
  }

  private synchronized Map<Key, Gathered> take() {
    Map<Key, Gathered> taken = new LinkedHashMap<>();
    for (Key key : List.copyOf(gathered.keySet()).stream().limit(AT_ONCE).toList()) {
      taken.put(key, gathered.remove(key));
    }
    return taken;
  }

  private synchronized void giveBack(Map<Key, Gathered> taken) {
    List<Map.Entry<Key, Gathered>> rest = new ArrayList<>(taken.entrySet());
    rest.forEach(
        one ->
            gathered.merge(
                one.getKey(),
                one.getValue(),
                (newer, older) -> {
                  newer.changes += older.changes;
                  newer.lags = newer.lags.and(older.lags);
                  older.measured.forEach(newer.measured::putIfAbsent);
                  return newer;
                }));
  }

  /** Uids of the scopes whose namespace holds the entity. */
  private static List<UUID> home(Entity entity) {
    return switch (entity.owner()) {
      case Ownership.OfSource source -> List.of(source.creatorUid(), source.twinUid());
      case Ownership.OfItem item -> List.of(item.organizationUid());
    };
  }
}
