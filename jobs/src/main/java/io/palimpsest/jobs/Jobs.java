package io.palimpsest.jobs;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The jobs, one document each, changed by compare-and-set. One that is over is kept for a while;
 * one that failed may go on and stays. Calls block and throw what the driver throws. Thread-safe.
 */
public final class Jobs {
  private static final FindOneAndUpdateOptions AFTER =
      new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
  private static final Set<State> STOPPABLE =
      Set.of(State.WAITING, State.RUNNING, State.PAUSED, State.FAILED);
  private final MongoCollection<Document> jobs;
  private final Clock clock;
  private final Duration kept;

  /**
   * @param database the service's own
   * @param clock tells when; for display, and for the end of what is kept
   * @param kept how long a job is kept that is over
   */
  public Jobs(MongoDatabase database, Clock clock, Duration kept) {
    this.jobs = database.getCollection("jobs");
    this.clock = clock;
    this.kept = kept;
    jobs.createIndex(
        Indexes.ascending(JobDocuments.SLOT), new IndexOptions().unique(true).sparse(true));
    jobs.createIndex(Indexes.ascending(JobDocuments.STATE));
    jobs.createIndex(
        Indexes.ascending(JobDocuments.UNTIL),
        new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
  }

  /**
   * Asks for a job; a runner takes it.
   *
   * @param given parameters as an operator gave them
   * @param perSecond most work per second, 0 for as fast as it goes
   * @return the job, or empty when one that is active does the same
   */
  public Optional<Job> ask(JobKind kind, Map<String, String> given, long perSecond) {
    Map<String, String> parameters = kind.parameters(given);
    Job job =
        new Job(
            UUID.randomUUID(),
            kind.name(),
            parameters,
            State.WAITING,
            "",
            Progress.NONE,
            perSecond,
            Optional.empty(),
            clock.instant(),
            clock.instant(),
            Duration.ZERO,
            Optional.empty());
    try {
      jobs.insertOne(JobDocuments.of(job, kind.slot(parameters)));
      return Optional.of(job);
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The job, if there is one. */
  public Optional<Job> find(UUID id) {
    return Optional.ofNullable(jobs.find(eq(JobDocuments.ID, id.toString())).first())
        .map(JobDocuments::read);
  }

  /** Jobs in some of the states, the newest first. */
  public List<Job> list(Collection<State> states, int most) {
    List<Job> found = new ArrayList<>();
    jobs.find(ofStates(states))
        .sort(Sorts.descending("created_at"))
        .limit(most)
        .forEach(document -> found.add(JobDocuments.read(document)));
    return found;
  }

  /** Stops a job for a while; empty when it is not under way. */
  public Optional<Job> pause(UUID id) {
    return change(id, Set.of(State.WAITING, State.RUNNING), set(JobDocuments.STATE, "PAUSED"));
  }

  /** Lets a job go on where it was; empty when it is neither paused nor failed. */
  public Optional<Job> resume(UUID id) {
    return change(
        id,
        Set.of(State.PAUSED, State.FAILED),
        combine(set(JobDocuments.STATE, "WAITING"), unset(JobDocuments.PROBLEM)));
  }

  /** Stops a job for good; empty when it is over already. */
  public Optional<Job> cancel(UUID id) {
    return change(id, STOPPABLE, over("CANCELLED"));
  }

  /** Sets the most work per second, 0 for as fast as it goes; empty when the job is over. */
  public Optional<Job> throttle(UUID id, long perSecond) {
    return change(id, STOPPABLE, set(JobDocuments.PER_SECOND, perSecond));
  }

  /** Jobs that a runner might take. */
  List<Job> open() {
    return list(Set.of(State.WAITING, State.RUNNING), Integer.MAX_VALUE);
  }

  /** Takes a job that is still as it was seen; empty when somebody was faster. */
  Optional<Job> take(Job seen, UUID runner) {
    Bson unmoved =
        seen.tenure()
            .map(
                tenure ->
                    and(
                        eq(JobDocuments.RUNNER, tenure.runner().toString()),
                        eq(JobDocuments.BEAT, tenure.beat())))
            .orElseGet(() -> exists(JobDocuments.RUNNER, false));
    return update(
        and(eq(JobDocuments.ID, seen.id().toString()), ofStates(Set.of(seen.state())), unmoved),
        combine(
            set(JobDocuments.STATE, "RUNNING"),
            set(JobDocuments.RUNNER, runner.toString()),
            inc(JobDocuments.BEAT, 1L)));
  }

  /** Shows that the runner lives; empty when the job is no longer its own. */
  Optional<Job> beat(UUID id, UUID runner) {
    return update(mine(id, runner), inc(JobDocuments.BEAT, 1L));
  }

  /** Makes a lap durable; empty when the job is no longer the runner's. */
  Optional<Job> save(UUID id, UUID runner, Lap lap, Duration ran) {
    List<Bson> updates = new ArrayList<>();
    updates.add(set(JobDocuments.CURSOR, lap.cursor()));
    updates.add(inc(JobDocuments.DONE, lap.done()));
    updates.add(inc(JobDocuments.RAN, ran.toMillis()));
    updates.add(inc(JobDocuments.BEAT, 1L));
    updates.add(unset(JobDocuments.PROBLEM));
    lap.total().ifPresent(total -> updates.add(set(JobDocuments.TOTAL, total)));
    lap.counts()
        .forEach((name, count) -> updates.add(inc(JobDocuments.COUNTS + "." + name, count)));
    if (lap.finished()) {
      updates.add(over("DONE"));
      updates.add(unset(JobDocuments.RUNNER));
    }
    return update(mine(id, runner), combine(updates));
  }

  /** Gives a job back: the next runner goes on with it, unless an operator stopped it. */
  void giveBack(UUID id, UUID runner) {
    update(
        and(mine(id, runner), ofStates(Set.of(State.RUNNING))), set(JobDocuments.STATE, "WAITING"));
    update(mine(id, runner), unset(JobDocuments.RUNNER));
  }

  /** Says what the last attempt met. */
  void trouble(UUID id, UUID runner, String problem) {
    update(mine(id, runner), set(JobDocuments.PROBLEM, problem));
  }

  /** Ends a job that cannot go on. */
  void fail(UUID id, UUID runner, String problem) {
    update(
        mine(id, runner),
        combine(
            set(JobDocuments.STATE, "FAILED"),
            set(JobDocuments.PROBLEM, problem),
            unset(JobDocuments.RUNNER)));
  }

  private Bson over(String state) {
    return combine(
        set(JobDocuments.STATE, state),
        set(JobDocuments.UNTIL, Date.from(clock.instant().plus(kept))),
        unset(JobDocuments.SLOT));
  }

  private Optional<Job> change(UUID id, Collection<State> from, Bson update) {
    return update(and(eq(JobDocuments.ID, id.toString()), ofStates(from)), update);
  }

  private Optional<Job> update(Bson filter, Bson update) {
    return Optional.ofNullable(
            jobs.findOneAndUpdate(
                filter,
                combine(update, set(JobDocuments.CHANGED_AT, Date.from(clock.instant()))),
                AFTER))
        .map(JobDocuments::read);
  }

  private static Bson mine(UUID id, UUID runner) {
    return and(eq(JobDocuments.ID, id.toString()), eq(JobDocuments.RUNNER, runner.toString()));
  }

  private static Bson ofStates(Collection<State> states) {
    return states.isEmpty()
        ? Filters.empty()
        : in(JobDocuments.STATE, states.stream().map(Enum::name).toList());
  }
}
