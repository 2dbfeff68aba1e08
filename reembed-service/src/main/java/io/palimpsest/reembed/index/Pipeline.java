package io.palimpsest.reembed.index;

import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.embed.Afterwards;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.fence.Admissions.Admitted;
import io.palimpsest.reembed.ledger.Adoption;
import io.palimpsest.reembed.ledger.Ledger;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.LedgerUnavailableException;
import io.palimpsest.reembed.ledger.Location;
import io.palimpsest.reembed.ledger.RowKey;
import io.palimpsest.vectorstore.InvalidVectorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes a batch of tasks, of different entities, to one outcome each. Nothing that befalls one of
 * them is an exception for the others. Thread-safe; the same entity must not be in two batches at
 * once within a process (between processes the ledger's compare-and-set decides).
 */
public final class Pipeline implements Batches {
  private final String target;
  private final Ledger ledger;
  private final Admissions admissions;
  private final Preparation preparation;
  private final Embedding embedding;
  private final WriteStage writing;
  private final Afterwards afterwards;
  private final Step steps;

  Pipeline(
      String target,
      Ledger ledger,
      Admissions admissions,
      Preparation preparation,
      Embedding embedding,
      WriteStage writing,
      Afterwards afterwards,
      Step steps) {
    this.target = target;
    this.ledger = ledger;
    this.admissions = admissions;
    this.preparation = preparation;
    this.embedding = embedding;
    this.writing = writing;
    this.afterwards = afterwards;
    this.steps = steps;
  }

  @Override
  public Map<Task, Outcome> run(List<Task> tasks) throws InterruptedException {
    Map<Task, Outcome> outcomes = new LinkedHashMap<>();
    List<Task> unfenced = new ArrayList<>();
    for (Task task : tasks) {
      if (admissions.isFenced(task.change().entity())) {
        outcomes.put(task, new Outcome.Refused(task.change().entity().uid()));
      } else {
        unfenced.add(task);
      }
    }
    try {
      work(unfenced, outcomes);
    } catch (LedgerUnavailableException e) {
      Outcome later = new Outcome.Later(e.reason(), Duration.ZERO);
      unfenced.forEach(task -> outcomes.putIfAbsent(task, later));
    }
    return outcomes;
  }

  /**
   * What the tasks would take now, done one after the other. Reads ledger and content, asks no
   * model, writes nothing; what would take nothing is left out.
   */
  public Map<Task, Estimate> estimate(List<Task> tasks) {
    Map<RowKey, LedgerRow> rows = ledger.read(tasks.stream().map(this::key).toList());
    Map<Task, Estimate> estimates = new LinkedHashMap<>();
    for (Task task : tasks) {
      if (!admissions.isFenced(task.change().entity())
          && preparation.prepare(task, rows.get(key(task)))
              instanceof Prepared.Replacing(Planned<Plan.Replace> planned)) {
        estimates.put(task, Estimate.of(planned.plan()));
      }
    }
    return estimates;
  }

  private void work(List<Task> tasks, Map<Task, Outcome> outcomes) throws InterruptedException {
    steps.before(Step.Name.READ);
    Map<RowKey, LedgerRow> rows = ledger.read(tasks.stream().map(this::key).toList());
    steps.before(Step.Name.PLAN);
    List<Planned<Plan.Advance>> advancing = new ArrayList<>();
    List<Planned<Plan.Replace>> replacing = new ArrayList<>();
    for (Task task : tasks) {
      switch (preparation.prepare(task, rows.get(key(task)))) {
        case Prepared.Ended(Outcome outcome) -> outcomes.put(task, outcome);
        case Prepared.Advancing(var planned) -> advancing.add(planned);
        case Prepared.Replacing(var planned) -> replacing.add(planned);
      }
    }
    advance(advancing, outcomes);
    replace(replacing, outcomes);
  }

  private void advance(List<Planned<Plan.Advance>> plans, Map<Task, Outcome> outcomes)
      throws InterruptedException {
    Map<RowKey, Written> written =
        writing.advance(plans.stream().map(planned -> planned.plan().after()).toList());
    for (Planned<Plan.Advance> planned : plans) {
      Outcome done =
          planned.plan().after().deleted()
              ? new Outcome.Removed(0, OptionalLong.empty())
              : new Outcome.Unchanged(planned.plan().after().chunks().size());
      outcomes.put(planned.task(), outcome(written.get(key(planned.task())), lsn -> done));
    }
  }

  private void replace(List<Planned<Plan.Replace>> plans, Map<Task, Outcome> outcomes)
      throws InterruptedException {
    if (plans.isEmpty()) {
      return;
    }
    steps.before(Step.Name.EMBED);
    List<Embedded> assigned = new ArrayList<>();
    List<Assignment> assignments = new ArrayList<>();
    for (Embedded embedded : embedding.embed(plans, outcomes)) {
      try {
        assignments.add(
            new Assignment(
                embedded.planned().plan(), embedded.planned().handle(), Records.of(embedded)));
        assigned.add(embedded);
      } catch (InvalidVectorException e) {
        outcomes.put(embedded.planned().task(), new Outcome.Parked("vector." + e.code()));
      }
    }
    Map<RowKey, Written> written = writing.write(assignments);
    for (Embedded embedded : assigned) {
      Task task = embedded.planned().task();
      outcomes.put(task, outcome(written.get(key(task)), lsn -> done(embedded, lsn)));
    }
    forgetAdopted(
        assigned.stream()
            .map(Embedded::planned)
            .filter(planned -> written.get(key(planned.task())) instanceof Written.Done)
            .toList());
    afterwards.committed(
        assigned.stream()
            .filter(embedded -> outcomes.get(embedded.planned().task()) instanceof Outcome.Final)
            .flatMap(embedded -> embedded.asked().stream())
            .toList());
  }

  /** Where vectors were copied in, those of a source end with its first change. */
  private void forgetAdopted(List<Planned<Plan.Replace>> done) throws InterruptedException {
    Adoption adoption = ledger.adoption();
    List<Planned<Plan.Replace>> replaced =
        done.stream().filter(planned -> adoption.expected(place(planned))).toList();
    if (replaced.isEmpty()) {
      return;
    }
    Admitted<Planned<Plan.Replace>> admitted =
        admissions.admit(replaced, planned -> planned.task().change().entity());
    try (Work work = admitted.work()) {
      for (Planned<Plan.Replace> planned : admitted.admitted()) {
        adoption.replaced(place(planned), planned.task().change().entity().id(), work);
      }
    }
  }

  private Location place(Planned<Plan.Replace> planned) {
    return new Location(target, planned.handle().namespace().name());
  }

  private static Outcome done(Embedded embedded, OptionalLong lsn) {
    Plan.Replace plan = embedded.planned().plan();
    int removed = plan.remove().size();
    if (plan.after().deleted()) {
      return new Outcome.Removed(removed, lsn);
    }
    int written = plan.embed().size() + plan.rewrite().size();
    int reused = plan.kept() + written - embedded.asked().size();
    return new Outcome.Embedded(embedded.asked().size(), reused, removed, lsn);
  }

  private interface Success {
    Outcome of(OptionalLong lsn);
  }

  private static Outcome outcome(@Nullable Written written, Success success) {
    return switch (written) {
      case Written.Done(OptionalLong lsn) -> success.of(lsn);
      case Written.Lost() -> new Outcome.Later("ledger.moved_on", Duration.ZERO);
      case Written.Fenced(var uid) -> new Outcome.Refused(uid);
      case Written.Rejected(String reason) -> new Outcome.Parked(reason);
      case Written.Unfinished(String reason, Duration pause) -> new Outcome.Later(reason, pause);
      case null -> new Outcome.Later("store.not_sent", Duration.ZERO);
    };
  }

  private RowKey key(Task task) {
    return new RowKey(task.change().entity().uid(), target);
  }
}
