package io.palimpsest.fencing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Drives the real state machines through seeded random schedules of pauses, cuts, kills, lost
 * answers and late landings. With every guard in place nothing of a drained scope ever lands; with
 * any one of them taken away some schedule finds it.
 */
class FenceSimulationTest {
  private static final int SEEDS = 4_000;
  private static final int SEEDS_TO_FIND = 20_000;

  @Test
  void nothingOfADrainedScopeEverLands() {
    SimTally tally = new SimTally();
    for (long seed = 0; seed < SEEDS; seed++) {
      SimWorld world = new SimWorld(seed, Set.of(), Set.of());
      assertThat(world.run()).as("resurrected with seed %d", seed).isFalse();
      tally.add(world.tally);
    }
    System.out.println(SEEDS + " schedules: " + tally);
    assertThat(tally.landed).isGreaterThan(SEEDS);
    assertThat(tally.drained).isGreaterThan(SEEDS / 2);
    assertThat(tally.evicted).isGreaterThan(SEEDS / 10);
    assertThat(tally.refused).isGreaterThan(SEEDS / 10);
    assertThat(tally.unleased).isGreaterThan(SEEDS / 10);
    assertThat(tally.late).isGreaterThan(SEEDS / 10);
    assertThat(tally.killed).isGreaterThan(SEEDS / 10);
    assertThat(tally.stopped).isGreaterThan(SEEDS / 10);
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheGuardSomethingComesBack(Guard guard) {
    assertThat(firstResurrection(EnumSet.of(guard), Set.of())).isLessThan(SEEDS_TO_FIND);
  }

  @ParameterizedTest
  @EnumSource
  void withTheShortcutSomethingComesBack(Shortcut shortcut) {
    assertThat(firstResurrection(Set.of(), EnumSet.of(shortcut))).isLessThan(SEEDS_TO_FIND);
  }

  private static long firstResurrection(Set<Guard> removed, Set<Shortcut> shortcuts) {
    for (long seed = 0; seed < SEEDS_TO_FIND; seed++) {
      if (new SimWorld(seed, removed, shortcuts).run()) {
        System.out.println("without " + removed + " or by " + shortcuts + ": seed " + seed);
        return seed;
      }
    }
    return SEEDS_TO_FIND;
  }
}
