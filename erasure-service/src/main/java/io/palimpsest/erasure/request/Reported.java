package io.palimpsest.erasure.request;

import java.util.Optional;

/** What becomes of a confirmed request of which a participant says that something is back. */
final class Reported {
  private Reported() {}

  /**
   * The state that leads to a look, or empty where one is under way or there is nothing to look
   * after. A request of which everything had expired is only confirmed until that look is over.
   */
  static Optional<State> state(State state) {
    return switch (state) {
      case State.ConfirmedLive(long index, Watch watch) ->
          watch.reported()
              ? Optional.empty()
              : Optional.of(new State.ConfirmedLive(index, watch.whenReported()));
      case State.Expiring(long index, Watch watch, int round) ->
          watch.reported()
              ? Optional.empty()
              : Optional.of(new State.Expiring(index, watch.whenReported(), round));
      case State.PhysicallyExpired(long index, Watch watch) ->
          Optional.of(new State.ConfirmedLive(index, watch.whenReported()));
      default -> Optional.empty();
    };
  }
}
