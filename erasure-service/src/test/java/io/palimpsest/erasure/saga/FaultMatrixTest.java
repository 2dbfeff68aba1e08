package io.palimpsest.erasure.saga;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.erasure.model.State;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every trouble around a request, together with a death at a point of its life: at every seventh
 * point in the ordinary tests, at every point in the full tier. Prints what was injected, what
 * fired and what was survived.
 */
class FaultMatrixTest {
  private static final boolean FULL = Boolean.getBoolean("palimpsest.full");
  private static final int STRIDE = FULL ? 1 : 7;

  /** One line of the table. */
  private record Line(
      Trouble trouble,
      int runs,
      int fired,
      int deaths,
      int survived,
      long lost,
      long readable,
      long held) {
    @Override
    public String toString() {
      return "%-24s %8d %8d %8d %8d %6d %8d %10d"
          .formatted(trouble, runs, fired, deaths, survived, lost, readable, held);
    }
  }

  @Test
  void whateverGoesWrongTogetherWithADeathNothingIsLostAndNothingIsDeletedTooEarly()
      throws Exception {
    List<Line> table = new ArrayList<>();
    for (Trouble trouble : EnumSet.complementOf(EnumSet.of(Trouble.DRAIN_SKIPPED))) {
      table.add(line(trouble));
    }
    System.out.printf(
        "%-24s %8s %8s %8s %8s %6s %8s %10s%n",
        "trouble", "injected", "fired", "deaths", "survived", "lost", "readable", "under hold");
    table.forEach(System.out::println);
    assertThat(table)
        .allSatisfy(
            line -> {
              assertThat(line.survived()).as("survived").isEqualTo(line.runs());
              assertThat(line.lost()).as("lost").isZero();
              assertThat(line.readable()).as("readable in the end").isZero();
              assertThat(line.held()).as("begun under a hold").isZero();
              assertThat(line.deaths()).as("deaths fired").isPositive();
              if (line.trouble() != Trouble.NONE) {
                assertThat(line.fired()).as("%s fired", line.trouble()).isPositive();
              }
            });
  }

  /**
   * The control of the count above: what lands late is counted. The guard itself is taken away in
   * {@code FenceSimulationTest} and, on real stores, in {@code ErasureRoundsST}.
   */
  @Test
  void withoutWaitingForWhatWasAdmittedTheSameCountFindsAWriteThatLands()
      throws InterruptedException {
    World world = new World(new Seam(-1), Trouble.DRAIN_SKIPPED);
    world.runToTheEnd();
    assertThat(world.readableInTheEnd()).isPositive();
  }

  private static Line line(Trouble trouble) throws InterruptedException {
    int runs = 0;
    int fired = 0;
    int deaths = 0;
    int survived = 0;
    long lost = 0;
    long readable = 0;
    long held = 0;
    boolean died = true;
    for (int point = 0; died; point += STRIDE) {
      World world = new World(new Seam(point), trouble);
      world.runToTheEnd();
      died = world.seam().fired();
      runs++;
      fired += world.fired() > 0 ? 1 : 0;
      deaths += died ? 1 : 0;
      lost += world.lost();
      readable += world.readableInTheEnd();
      held += world.openedUnderHold();
      survived +=
          world.request().settled() && world.request().state() instanceof State.ConfirmedLive
              ? 1
              : 0;
    }
    return new Line(trouble, runs, fired, deaths, survived, lost, readable, held);
  }
}
