package io.palimpsest.erasure.console;

import io.palimpsest.event.ErasureState;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One of the states on the way of a request.
 *
 * @param state which
 * @param place {@code done}, {@code now} or {@code ahead}
 */
public record Stage(ErasureState state, String place) {
  private static final List<ErasureState> WAY =
      List.of(
          ErasureState.RECEIVED,
          ErasureState.PLANNED,
          ErasureState.AWAITING_APPROVAL,
          ErasureState.FENCED,
          ErasureState.DRAINED,
          ErasureState.EXPORTED,
          ErasureState.DELETING,
          ErasureState.VERIFYING,
          ErasureState.CONFIRMED_LIVE,
          ErasureState.PHYSICALLY_EXPIRED);

  /** The whole way; empty for what left it: rejected, cancelled. */
  static List<Stage> way(ErasureState state) {
    int at = WAY.indexOf(state);
    return at < 0
        ? List.of()
        : IntStream.range(0, WAY.size())
            .mapToObj(n -> new Stage(WAY.get(n), n < at ? "done" : n == at ? "now" : "ahead"))
            .toList();
  }

  /** How far a state is on the way, in percent; 100 for every end. */
  static int percent(ErasureState state) {
    int at = WAY.indexOf(state);
    int end = WAY.indexOf(ErasureState.CONFIRMED_LIVE);
    return at < 0 || at >= end ? 100 : 100 * (at + 1) / (end + 1);
  }
}
