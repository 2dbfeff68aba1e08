package io.palimpsest.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.event.PortfolioItemState;
import io.palimpsest.event.SealedState;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Counts CPU time, which does not depend on what else the machine does. */
class SealingCostTest {
  private static final int ROUNDS = 15;
  private static final int ITEMS = 500;

  private static final PortfolioItemState STATE =
      PortfolioItemState.newBuilder()
          .setCompanyName("Acme Inc.")
          .setDeliverables(List.of("Online shop"))
          .setSkills(List.of("Java", "Kafka"))
          .build();

  @Test
  void sealingANewItemTakesLessThanAMillisecondOfCpu() {
    DataKey tenant = DataKey.generate();
    double[] sealing = new double[ROUNDS];
    double[] opening = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      SealedState[] sealed = new SealedState[ITEMS];
      DataKey[] keys = new DataKey[ITEMS];
      sealing[round] =
          micros(
              item -> {
                UUID uid = new UUID(1, item);
                keys[item] = DataKey.generate();
                assertThat(tenant.wrap(keys[item], "t/" + uid)).isNotEmpty();
                sealed[item] = SealedStates.seal(uid, STATE, keys[item]);
              });
      opening[round] =
          micros(item -> SealedStates.open(sealed[item], PortfolioItemState.class, keys[item]));
    }
    System.out.printf(
        "sealing: %.0f us of CPU per new item (key made and wrapped, state sealed), %.0f us to"
            + " open; median of %d rounds of %d%n",
        median(sealing), median(opening), ROUNDS, ITEMS);
    assertThat(median(sealing)).isBetween(1.0, 1000.0);
    assertThat(median(opening)).isBetween(1.0, 1000.0);
  }

  private interface Step {
    void of(int item);
  }

  private static double micros(Step step) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    for (int item = 0; item < ITEMS; item++) {
      step.of(item);
    }
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e3 / ITEMS;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
