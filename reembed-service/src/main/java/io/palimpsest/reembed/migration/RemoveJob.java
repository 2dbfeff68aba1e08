package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Work;
import io.palimpsest.jobs.Hold;
import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.JobFailedException;
import io.palimpsest.jobs.Lap;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.ledger.Location;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.reembed.route.RouteView;
import io.palimpsest.reembed.route.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Takes back what a plan has copied, and nothing else: what was submitted since stays, and is found
 * beside the old vectors. Goes on only while no twin of the plan is answered from the new side.
 */
final class RemoveJob extends MoveJob {
  static final String NAME = "namespaces-rollback";
  private static final int PAGE = 500;
  private final Plans plans;
  private final Home home;
  private final Routes routes;
  private final RouteView view;
  private final Admissions admissions;

  RemoveJob(
      Plans plans,
      Moves moves,
      Home home,
      Routes routes,
      RouteView view,
      Admissions admissions,
      MoveNews news) {
    super(plans, moves, news, "rollback");
    this.plans = plans;
    this.home = home;
    this.routes = routes;
    this.view = view;
    this.admissions = admissions;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  Lap piece(Job job, Hold hold) throws InterruptedException {
    List<MoveState> all = moves(job);
    refuseAnswering(all);
    if (job.cursor().isEmpty()) {
      hold.pause(view.settling());
    }
    Optional<MoveState> next = all.stream().filter(one -> !left(one)).findFirst();
    if (next.isEmpty()) {
      for (MoveState one : all) {
        forget(one.move());
      }
      news.takenBack(job, job.progress().count("removed"));
      ended(job);
      plans.end(plan(job));
      return new Lap("0", 0, OptionalLong.empty(), 0, Map.of(), true);
    }
    long removed = remove(next.get().move());
    if (removed == 0) {
      end(next.get());
    }
    return new Lap("0", removed, OptionalLong.empty(), removed, Map.of("removed", removed), false);
  }

  private static boolean left(MoveState state) {
    return state.copied().equals(MoveState.Copied.NOTHING);
  }

  private void refuseAnswering(List<MoveState> all) {
    boolean answering =
        all.stream()
            .flatMap(one -> routes.find(one.move().twinUid()).stream())
            .anyMatch(route -> route.stage().newAnswers());
    if (answering) {
      throw new JobFailedException("route.new_side_answers");
    }
  }

  private long remove(Move move) throws InterruptedException {
    Location place = home.place(move);
    List<String> ids = home.adopted().page(place, "", PAGE);
    Optional<Work> admitted = ids.isEmpty() ? Optional.empty() : admissions.admitAll(move.uids());
    if (admitted.isEmpty()) {
      return 0;
    }
    try (Work work = admitted.get()) {
      home.namespace(move).deleteIds(ids, work);
      home.adopted().withdraw(place, ids, work);
    }
    return ids.size();
  }

  private void forget(Move move) throws InterruptedException {
    Optional<Work> admitted = admissions.admitAll(move.uids());
    if (admitted.isPresent()) {
      try (Work work = admitted.get()) {
        moves.forget(move.namespace(), work);
      }
    }
  }

  private void end(MoveState state) throws InterruptedException {
    Optional<Work> admitted = admissions.admitAll(state.move().uids());
    if (admitted.isPresent()) {
      try (Work work = admitted.get()) {
        home.adopted().leave(home.place(state.move()), work);
        moves.copied(state, MoveState.Copied.NOTHING, work);
      }
    }
  }
}
