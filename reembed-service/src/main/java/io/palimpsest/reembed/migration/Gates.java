package io.palimpsest.reembed.migration;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides whether a step may be taken. Pure. */
final class Gates {
  private Gates() {}

  /**
   * What keeps twins from being answered from the new side; empty when nothing does.
   *
   * @param moves those that are to be switched
   * @param quarantined namespaces that nobody owns
   */
  static Optional<String> cutover(Collection<MoveState> moves, Collection<String> quarantined) {
    if (moves.isEmpty()) {
      return Optional.of("plan.nothing_to_switch");
    }
    if (!quarantined.isEmpty()) {
      return Optional.of("quarantine.not_empty");
    }
    return moves.stream().flatMap(state -> obstacle(state).stream()).findFirst();
  }

  private static Optional<String> obstacle(MoveState state) {
    if (!state.copied().done()) {
      return Optional.of("copy.not_done");
    }
    if (state.copied().rejected() > 0) {
      return Optional.of("copy.rejected_vectors");
    }
    if (state.verified().isEmpty()) {
      return Optional.of("verify.not_done");
    }
    if (!state.verified().get().passed()) {
      return Optional.of("verify.differences");
    }
    boolean empty = state.verified().get().vectors() == 0;
    if (!empty && state.parity().isEmpty()) {
      return Optional.of("parity.not_asked");
    }
    return empty || state.parity().get().passed()
        ? Optional.empty()
        : Optional.of("parity.below_1");
  }

  /**
   * A deletion of old namespaces that is asked for.
   *
   * @param plan the plan under way
   * @param moves its moves
   * @param liveSince since when each has been answered from the new side, the youngest
   * @param by who asks
   * @param typed names of the namespaces, as they were typed
   */
  record Contract(
      Plans.Accepted plan,
      List<MoveState> moves,
      Optional<Instant> liveSince,
      String by,
      Set<String> typed) {}

  /** What keeps the old namespaces from being deleted; empty when nothing does. */
  static Optional<String> contract(
      Contract asked, Instant now, Duration kept, Duration verifiedWithin) {
    if (asked.by().equals(asked.plan().by())) {
      return Optional.of("contract.by_who_started");
    }
    if (asked.liveSince().isEmpty()) {
      return Optional.of("contract.not_live");
    }
    if (asked.liveSince().get().plus(kept).isAfter(now)) {
      return Optional.of("contract.too_early");
    }
    boolean verified =
        asked.moves().stream()
            .allMatch(
                state ->
                    state
                        .verified()
                        .filter(MoveState.Verified::passed)
                        .filter(one -> !one.at().plus(verifiedWithin).isBefore(now))
                        .isPresent());
    if (!verified) {
      return Optional.of("contract.not_verified_lately");
    }
    Set<String> names =
        Set.copyOf(asked.moves().stream().map(state -> state.move().namespace()).toList());
    return names.equals(asked.typed())
        ? Optional.empty()
        : Optional.of("contract.names_not_as_typed");
  }
}
