package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.Lap;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.ledger.Adoption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Moves each twin that was touched: copies it, a page a lap, compares it, and has the new side
 * answer when nothing differs. Ends when no twin is due.
 */
final class TouchJob extends MoveJob {
  static final String NAME = "namespaces-touched";
  private static final String BEGUN = "begun";
  private final Touched touched;
  private final CopyPage page;
  private final Verifying verifying;
  private final Switching switching;
  private final Home home;
  private final Admissions admissions;

  TouchJob(
      Plans plans,
      Moves moves,
      MoveNews news,
      Touched touched,
      CopyPage page,
      Verifying verifying,
      Switching switching,
      Home home,
      Admissions admissions) {
    super(plans, moves, news, "touched");
    this.touched = touched;
    this.page = page;
    this.verifying = verifying;
    this.switching = switching;
    this.home = home;
    this.admissions = admissions;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  Lap piece(Job job, Hold hold) throws InterruptedException {
    Optional<MoveState> next = touched.next();
    if (next.isEmpty()) {
      return lap(0, Map.of(), true);
    }
    MoveState state = next.get();
    if (!state.copied().done()) {
      return copy(state, hold);
    }
    if (state.verified().isEmpty()) {
      boolean passed = verifying.verify(state, job.id(), hold).passed();
      return lap(0, Map.of(passed ? "verified" : "held", 1L), false);
    }
    switching.live(state, job.parameter(BY).orElse(""));
    return lap(0, Map.of("switched", 1L), false);
  }

  private Lap copy(MoveState state, Hold hold) throws InterruptedException {
    if (state.copied().equals(MoveState.Copied.NOTHING)) {
      expect(state, hold);
    }
    long looked = page.copy(state, hold).map(CopyPage.Done::looked).orElse(0L);
    return lap(looked, Map.of("pages", 1L), false);
  }

  /** From here on everybody knows where copied vectors may be met. */
  private void expect(MoveState state, Hold hold) throws InterruptedException {
    Optional<Work> admitted = admissions.admitAll(state.move().uids());
    if (admitted.isPresent()) {
      try (Work work = admitted.get()) {
        home.adopted().expect(home.place(state.move()), state.move().uids(), work);
      }
      hold.pause(Adoption.settling());
    }
  }

  private static Lap lap(long looked, Map<String, Long> counts, boolean finished) {
    return new Lap(BEGUN, looked, OptionalLong.empty(), looked, counts, finished);
  }
}
