package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.reembed.app.IndexMetrics;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An instance that does nothing any more in the middle of a batch, and the one that is next. */
class KilledIT {
  private static final String SOURCE = "guide";

  private static Stream<Step.Name> steps() {
    return Boolean.getBoolean("palimpsest.full")
        ? Stream.of(Step.Name.values())
        : Stream.of(Step.Name.WRITE, Step.Name.CLOSE);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void whatItLeftIsFinishedByTheNextAndNothingIsPaidTwice(Step.Name step) throws Exception {
    String group = "g" + UUID.randomUUID();
    FreeEmbedder model = new FreeEmbedder();
    Twin twin;
    Set<String> before;
    int paid;
    try (IndexUnderTest killed = new IndexUnderTest(model, group, true)) {
      twin = killed.twin();
      twin.put(SOURCE, 1, Texts.of(1, 20));
      before = killed.awaitRevision(twin.uid(SOURCE), 1).ids();
      paid = model.texts.get();
      killed.crashes.kill(step);
      twin.put(SOURCE, 2, Texts.of(1, 20).replace("number 3 ", "number three "));
      await().atMost(IndexUnderTest.PATIENCE).until(() -> killed.crashes.fired.get() > 0);
    }
    try (IndexUnderTest taking = new IndexUnderTest(model, group, false)) {
      Set<String> added = new HashSet<>(taking.awaitRevision(twin.uid(SOURCE), 2).ids());
      await().atMost(IndexUnderTest.PATIENCE).until(() -> taking.count(IndexMetrics.EVENTS) > 0);
      added.removeAll(before);
      assertThat(model.texts.get() - paid)
          .as("texts that were paid for")
          .isEqualTo(added.size())
          .isPositive();
      taking.assertInStep(twin, SOURCE);
      assertThat(taking.lot.count()).isZero();
    }
  }
}
