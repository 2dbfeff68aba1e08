package io.palimpsest.reembed.migration;

import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.reembed.route.Route;
import io.palimpsest.reembed.route.Routes;
import io.palimpsest.reembed.route.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Moves twins from the old side to the new one and back, by routes of their own: one by one, or all
 * at once. Each is switched by itself; who is interrupted asks again.
 */
final class Switching {
  /** Name of the old side in routes. */
  static final String LEGACY = "legacy";

  private final Routes routes;
  private final Moves moves;
  private final Home home;
  private final LegacyIndex legacy;
  private final Admissions admissions;
  private final MoveNews news;

  Switching(
      Routes routes,
      Moves moves,
      Home home,
      LegacyIndex legacy,
      Admissions admissions,
      MoveNews news) {
    this.routes = routes;
    this.moves = moves;
    this.home = home;
    this.legacy = legacy;
    this.admissions = admissions;
    this.news = news;
  }

  /** Where a twin is. */
  Stage stage(Move move) {
    return routes.find(move.twinUid()).map(Route::stage).orElse(Stage.OFF);
  }

  /** Begins the way of a twin: the old side answers, and nothing is lost that is submitted. */
  void begin(Move move, String by) {
    if (stage(move) == Stage.OFF) {
      routes.begin(move.twinUid(), home.target(), by);
    }
  }

  /** Has the new side answer. The gates have been asked before. */
  void live(MoveState state, String by) {
    UUID twin = state.move().twinUid();
    begin(state.move(), by);
    routes.find(twin).filter(route -> !route.backfilled()).ifPresent(routes::backfilled);
    while (stage(state.move()).compareTo(Stage.LIVE) < 0) {
      routes.move(twin, next(stage(state.move())), by);
    }
  }

  /** Has the old side answer again; what was submitted since stays where readers find it. */
  void back(MoveState state, String by) {
    if (stage(state.move()) == Stage.COMPLETE) {
      throw new RefusedStepException("route.complete");
    }
    UUID twin = state.move().twinUid();
    while (stage(state.move()).compareTo(Stage.DUALWRITE) > 0) {
      routes.move(twin, previous(stage(state.move())), by);
    }
  }

  /** Ends the way of a twin at its beginning. */
  void off(MoveState state, String by) {
    back(state, by);
    if (stage(state.move()) == Stage.DUALWRITE) {
      routes.move(state.move().twinUid(), Stage.OFF, by);
    }
  }

  /** Since when all of them have been answered from the new side; empty when one is not. */
  Optional<Instant> liveSince(List<MoveState> states) {
    Optional<Instant> youngest = Optional.empty();
    for (MoveState state : states) {
      Optional<Route> route = routes.find(state.move().twinUid());
      if (route.filter(one -> one.stage().newAnswers()).isEmpty()) {
        return Optional.empty();
      }
      Instant since =
          route.get().history().stream()
              .filter(moved -> moved.stage() == Stage.LIVE)
              .map(Route.Moved::at)
              .reduce((first, last) -> last)
              .orElseThrow();
      youngest = youngest.filter(since::isBefore).or(() -> Optional.of(since));
    }
    return youngest;
  }

  /** Gives up the old side: there is no way back. Returns false when the twin is being erased. */
  boolean contract(MoveState state, String by) throws InterruptedException {
    UUID twin = state.move().twinUid();
    while (stage(state.move()) != Stage.COMPLETE) {
      routes.move(twin, next(stage(state.move())), by);
    }
    Optional<Work> admitted = admissions.admitAll(state.move().uids());
    if (admitted.isEmpty()) {
      return false;
    }
    try (Work work = admitted.get()) {
      legacy.namespace(state.move().namespace(), "contract").drop(work);
      news.removed(state, by);
      moves.forget(state.move().namespace(), work);
    }
    return true;
  }

  /** Sets which part of the questions the new side answers before it is live. */
  void readShare(MoveState state, int percent) throws InterruptedException {
    Optional<Work> admitted = admissions.admitAll(state.move().uids());
    if (admitted.isPresent()) {
      try (Work work = admitted.get()) {
        moves.readShare(state.move().namespace(), percent, work);
      }
    }
  }

  private static Stage next(Stage stage) {
    return Stage.values()[stage.ordinal() + 1];
  }

  private static Stage previous(Stage stage) {
    return Stage.values()[stage.ordinal() - 1];
  }
}
