package io.palimpsest.erasure.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.Residual;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.phase.ResidualPolicy;
import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The saga dies before and after every write and side effect, once each, and always converges. */
class CrashAnywhereTest {
  @Test
  void whereverItDiesTheErasureEndsAndNothingHappensTwiceThatMatters() throws Exception {
    List<String> deaths = new ArrayList<>();
    int repeats = 0;
    for (int point = 0; ; point++) {
      World world = new World(new Seam(point));
      world.runToTheEnd();
      world.requireConverged();
      if (!world.seam().fired()) {
        break;
      }
      deaths.add(world.seam().where());
      repeats += world.repeats();
    }
    assertThat(repeats).as("statements that came again and were compared").isPositive();
    System.out.println("died and recovered: " + new TreeMap<>(count(deaths)));
    assertThat(deaths)
        .hasSizeGreaterThan(60)
        .contains("before replace", "after replace", "before fence", "after fence")
        .contains("before drain", "after drain", "before send", "after send")
        .contains("before local", "after local");
  }

  @Test
  void withoutADeathTheOrderIsFenceDrainDeleteVerifyConfirm() throws Exception {
    World world = new World(new Seam(-1));
    world.runToTheEnd();
    world.requireConverged();
    assertThat(world.statements())
        .extracting(Statement::type)
        .containsSubsequence(
            EntryType.REQUEST_RECEIVED,
            EntryType.PLANNED,
            EntryType.INTENT,
            EntryType.FENCED,
            EntryType.DRAINED,
            EntryType.INTENT,
            EntryType.DELETED,
            EntryType.VERIFIED,
            EntryType.CONFIRMED_LIVE);
    assertThat(world.states())
        .containsExactly(
            ErasureState.RECEIVED,
            ErasureState.PLANNED,
            ErasureState.AWAITING_APPROVAL,
            ErasureState.FENCED,
            ErasureState.DRAINED,
            ErasureState.DELETING,
            ErasureState.VERIFYING,
            ErasureState.CONFIRMED_LIVE);
    Set<ErasureAction> asked = new HashSet<>();
    world.request().tasks().forEach(task -> asked.add(task.action()));
    assertThat(asked).containsExactlyInAnyOrder(ErasureAction.ERASE, ErasureAction.VERIFY);
    assertThat(world.request().state()).isInstanceOf(State.ConfirmedLive.class);
  }

  @Test
  void whereverItDiesWhatIsLeftIsLookedForAndTheSecondEndIsToldOnce() throws Exception {
    ResidualPolicy left =
        new ResidualPolicy(
            Map.of(
                Residual.Kind.TOPIC_SEGMENT, Duration.ofDays(2),
                Residual.Kind.VENDOR_SOFT_DELETE, Duration.ofDays(90)),
            Duration.ofDays(90),
            Duration.ofDays(1));
    int deaths = 0;
    for (int point = 0; ; point++) {
      World world = new World(new Seam(point), Trouble.NONE, left);
      world.runToTheEnd();
      world.requireConverged();
      world.pass(Duration.ofDays(91));
      world.runUntil(State.PhysicallyExpired.class);
      assertThat(world.request().state())
          .as(world.seam().where())
          .isInstanceOf(State.PhysicallyExpired.class);
      assertThat(world.statements())
          .as(world.seam().where())
          .extracting(Statement::type)
          .containsOnlyOnce(EntryType.PHYSICALLY_EXPIRED)
          .endsWith(EntryType.PHYSICALLY_EXPIRED);
      assertThat(world.states()).last().isEqualTo(ErasureState.PHYSICALLY_EXPIRED);
      assertThat(world.lost()).as(world.seam().where()).isZero();
      if (!world.seam().fired()) {
        break;
      }
      deaths++;
    }
    assertThat(deaths).isGreaterThan(70);
  }

  private static java.util.Map<String, Long> count(List<String> deaths) {
    return deaths.stream()
        .collect(
            java.util.stream.Collectors.groupingBy(
                java.util.function.Function.identity(), java.util.stream.Collectors.counting()));
  }
}
