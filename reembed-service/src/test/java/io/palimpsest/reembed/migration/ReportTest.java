package io.palimpsest.reembed.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.palimpsest.audit.tree.Hash;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import io.palimpsest.reembed.route.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which part of the namespaces is a creator's or a portfolio's, step by step. */
class ReportTest {
  private static final String ONE = "0d2f7a52-1111-4222-8333-944455556666";
  private static final String OTHER = "1d2f7a52-1111-4222-8333-944455556666";
  private static final List<String> OURS =
      List.of("portfolio_default-org", "creator_ada_twin_one", "creator_ada_twin_other");

  @Test
  void beforeTheCutoverItIsAPercentage() {
    assertThat(creatorBased(List.of(ONE, OTHER), Set.of())).isEqualTo(60.0);
  }

  @Test
  void aTwinThatIsSwitchedCountsThoughItsOldNamespaceIsKept() {
    assertThat(creatorBased(List.of(ONE, OTHER), Set.of(ONE))).isEqualTo(75.0);
  }

  @Test
  void inTheLastPhaseEveryNamespaceIsACreatorsOrAPortfolios() {
    assertThat(creatorBased(List.of(ONE, OTHER), Set.of(ONE, OTHER))).isEqualTo(100.0);
    assertThat(creatorBased(List.of(), Set.of(ONE, OTHER))).isEqualTo(100.0);
  }

  @Test
  void oneThatNobodyOwnsIsNone() {
    assertThat(creatorBased(List.of(ONE, OTHER, "nobodys"), Set.of(ONE, OTHER)))
        .isCloseTo(75.0, within(1e-9));
  }

  @Test
  void whatIsRehearsedAndThePortfoliosOldNamespaceCountForNeither() {
    assertThat(creatorBased(List.of("rehearsal_0123", "proposals"), Set.of(ONE, OTHER)))
        .isEqualTo(100.0);
  }

  @Test
  void aRateBelow99PercentIsAnAlertAndOneBelow100BlocksTheCutover() {
    MoveState state = state(ONE, "one");
    assertThat(messages(copied(state, 99, 1))).containsExactly("Migrated 99/100 vectors");
    assertThat(Gates.cutover(List.of(copied(state, 99, 1)), List.of()))
        .hasValue("copy.rejected_vectors");
    assertThat(messages(copied(state, 98, 2)))
        .containsExactly("Migrated 98/100 vectors", "ALERT: success rate 98.00% is below 99%");
  }

  private static List<String> messages(MoveState state) {
    return Report.of(
            Optional.empty(),
            List.of(state),
            List.of(),
            OURS,
            one -> Stage.DUALWRITE,
            Optional.empty())
        .messages();
  }

  private static MoveState copied(MoveState state, long vectors, long rejected) {
    return new MoveState(
        state.move(),
        state.plan(),
        state.model(),
        state.by(),
        state.acceptedAt(),
        new MoveState.Copied("", "v", vectors, rejected, 0, tree(vectors), true),
        state.verified(),
        state.parity(),
        state.readShare());
  }

  private static List<Hash> tree(long vectors) {
    NamespaceRoot root = new NamespaceRoot();
    for (long at = 0; at < vectors; at++) {
      root.append("v%03d".formatted(at), Hash.leaf(new byte[] {(byte) at}));
    }
    return root.frontier().subtrees();
  }

  private static double creatorBased(List<String> old, Set<String> live) {
    List<String> names = new ArrayList<>(OURS);
    names.addAll(old);
    return Report.of(
            Optional.empty(),
            List.of(state(ONE, "one"), state(OTHER, "other")),
            List.of(),
            names,
            state -> live.contains(state.move().namespace()) ? Stage.LIVE : Stage.DUALWRITE,
            Optional.empty())
        .creatorBased();
  }

  private static MoveState state(String namespace, String twin) {
    UUID creator = new UUID(1, 1);
    Move move =
        new Move(namespace, "ada", twin, creator, new UUID(1, 2), "creator_ada_twin_" + twin, 7);
    return MoveState.begun(move, "p", "m", "ada", Instant.EPOCH);
  }
}
