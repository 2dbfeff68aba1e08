package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.jobs.Job;
import io.palimpsest.jobs.State;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayIT {
  private static final int SOURCES = 5;
  private final FreeEmbedder model = new FreeEmbedder();
  private IndexUnderTest index;

  @AfterEach
  void stop() {
    index.close();
  }

  /** A second index begins with an empty ledger and reads from now on: all of the past is due. */
  @Test
  void anEstimateSaysWhatAReplayThenTakes() throws Exception {
    index = new IndexUnderTest(new FreeEmbedder());
    Twin twin = index.twin();
    for (int source = 0; source < SOURCES; source++) {
      twin.put("s" + source, 1, Texts.of(source, 20));
      twin.put("s" + source, 2, Texts.of(source + 100, 20));
      index.awaitRevision(twin.uid("s" + source), 2);
    }
    Map<String, String> all = Map.of("tenant", "creator:" + twin.creator);
    Map<String, String> dry = Map.of("tenant", "creator:" + twin.creator, "estimate", "true");
    index.close();
    index = new IndexUnderTest(model, "g" + UUID.randomUUID(), true);
    try (JobsUnderTest jobs = new JobsUnderTest(index)) {
      Job estimate = jobs.run("replay", dry);
      assertThat(estimate.state()).isEqualTo(State.DONE);
      Map<String, Long> counts = estimate.progress().counts();
      assertThat(counts.get("entities")).isEqualTo(SOURCES);
      assertThat(counts.get("entities_due")).isEqualTo(SOURCES);
      assertThat(counts.get("tokens")).isGreaterThan(counts.get("chunks"));
      assertThat(counts.get("cost_micros")).isEqualTo(2 * counts.get("tokens"));
      assertThat(model.texts).as("nothing was embedded").hasValue(0);
      assertThat(index.row(twin.uid("s0"))).as("nothing was written").isEmpty();

      Job replayed = jobs.run("replay", all);
      assertThat(replayed.state()).isEqualTo(State.DONE);
      assertThat(model.texts.get()).isEqualTo(Math.toIntExact(counts.get("chunks")));
      for (int source = 0; source < SOURCES; source++) {
        assertThat(index.row(twin.uid("s" + source)).orElseThrow().revision()).isEqualTo(2);
        index.assertInStep(twin, "s" + source);
      }

      int texts = model.texts.get();
      assertThat(jobs.run("replay", dry).progress().count("entities_due")).isZero();
      jobs.run("replay", all);
      assertThat(model.texts).as("again: nothing is due").hasValue(texts);
    }
  }
}
