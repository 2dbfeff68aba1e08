package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.InvalidJobException;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobKind;
import io.palimpsest.jobs.Lap;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.migration.MoveState.Verified;
import io.palimpsest.vectorstore.IdPage;
import io.palimpsest.vectorstore.NamespaceReader;
import io.palimpsest.vectorstore.StoredVector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Copies what a plan names into scratch namespaces, compares their roots with what was read, and
 * removes them, one namespace after the other. Readers, ledger and routes know nothing of it.
 */
final class RehearseJob implements JobKind {
  static final String NAME = "namespaces-rehearse";

  /** Names the rehearsal that is begun. */
  static final String REHEARSAL = "rehearsal";

  /** How many vectors the plan counted. */
  static final String VECTORS = "vectors";

  private static final String BEGUN = "begun";
  private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
  private static final Set<String> PARAMETERS =
      Set.of(REHEARSAL, VECTORS, MoveJob.PLAN, MoveJob.BY);
  private final Moves rehearsals;
  private final Scratch scratch;
  private final CopyPage page;
  private final Admissions admissions;
  private final MoveNews news;

  RehearseJob(
      Moves rehearsals, Scratch scratch, CopyPage page, Admissions admissions, MoveNews news) {
    this.rehearsals = rehearsals;
    this.scratch = scratch;
    this.page = page;
    this.admissions = admissions;
    this.news = news;
  }

  /** Keeps what is to be rehearsed, before the job is asked for. */
  void begin(MoveState state, Work work) {
    rehearsals.begin(state, work);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Not while anything else is done with namespaces of the old system. */
  @Override
  public String slot(Map<String, String> parameters) {
    return MoveJob.SLOT;
  }

  @Override
  public Map<String, String> parameters(Map<String, String> given) {
    if (!given.keySet().equals(PARAMETERS)
        || !COUNT.matcher(given.getOrDefault(VECTORS, "")).matches()) {
      throw new InvalidJobException("parameters", "are what `namespaces copy --rehearse` gives");
    }
    return given;
  }

  @Override
  public Lap lap(Job job, Hold hold) throws InterruptedException {
    if (job.cursor().isEmpty()) {
      news.phase(job, "rehearse", "begun");
    }
    Optional<MoveState> next =
        rehearsals.of(job.parameter(REHEARSAL).orElseThrow()).stream()
            .filter(one -> !admissions.anyFenced(one.move().uids()))
            .findFirst();
    if (next.isEmpty()) {
      news.phase(job, "rehearse", "ended");
      return lap(job, 0, Map.of(), true);
    }
    return next.get().copied().done()
        ? compare(job, next.get(), hold)
        : copy(job, next.get(), hold);
  }

  private Lap copy(Job job, MoveState state, Hold hold) throws InterruptedException {
    Optional<CopyPage.Done> done = page.copy(state, hold);
    return done.isEmpty()
        ? lap(job, 0, Map.of("fenced", 1L), false)
        : lap(
            job,
            done.get().looked(),
            Map.of("pages", 1L, "rejected", (long) done.get().stays().size()),
            false);
  }

  /** What was seen is kept before anything is removed: a lap that is done again looks no more. */
  private Lap compare(Job job, MoveState state, Hold hold) throws InterruptedException {
    if (state.verified().isEmpty()) {
      scratch.compared(state, seen(job, state, hold));
      return lap(job, 0, Map.of(), false);
    }
    if (!scratch.remove(state)) {
      return lap(job, 0, Map.of("fenced", 1L), false);
    }
    long different = state.verified().get().passed() ? 0 : 1;
    return lap(
        job,
        0,
        Map.of("copied", state.copied().vectors(), "namespaces", 1L, "different", different),
        false);
  }

  private Verified seen(Job job, MoveState state, Hold hold) {
    return new Verified(
        job.id(),
        job.changedAt(),
        state.copied().vectors(),
        0,
        0,
        0,
        state.copied().rejected(),
        state.copied().superseded(),
        state.copied().root().value(),
        root(state, hold));
  }

  private String root(MoveState state, Hold hold) {
    NamespaceReader copies = scratch.namespace(state.move());
    NamespaceRoot root = new NamespaceRoot();
    IdPage ids = new IdPage(List.of(), "");
    do {
      hold.check();
      ids = LegacyIndex.page(copies, ids.next());
      Map<String, StoredVector> found =
          ids.ids().isEmpty() ? Map.of() : copies.fetch(ids.ids(), LegacyIndex.call());
      for (String id : ids.ids()) {
        StoredVector copy = found.get(id);
        if (copy != null) {
          root.append(id, NamespaceRoot.leaf(copy, LegacyMetadata.original(copy.metadata())));
        }
      }
    } while (!ids.next().isEmpty());
    return root.value();
  }

  private static Lap lap(Job job, long looked, Map<String, Long> counts, boolean finished) {
    long total = Long.parseLong(job.parameter(VECTORS).orElse("0"));
    return new Lap(
        BEGUN,
        looked,
        OptionalLong.of(Math.max(total, job.progress().done() + looked)),
        looked,
        counts,
        finished);
  }
}
