package io.palimpsest.reembed.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.reembed.change.Change;
import io.palimpsest.reembed.change.Lane;
import io.palimpsest.reembed.change.Origin;
import io.palimpsest.reembed.change.SampleEntities;
import io.palimpsest.reembed.index.Task;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When reading pauses (R22): by what is held, not by how many it is. */
class ChangeHandlerTest {
  private static final int LARGE = 512 * 1024;
  private static final long BYTES = 8 << 20;
  private final Backlog<Pending> backlog = new Backlog<>(1);
  private final ChannelRules rules =
      new ChannelRules(2, 1, 2_000, BYTES, 200, Duration.ofSeconds(1));

  @Test
  void largeRecordsPauseReadingLongBeforeTheirNumberDoes() throws InterruptedException {
    int held = 0;
    while (hasRoom() && held < 2_000) {
      backlog.offer(pending(held++, LARGE));
    }

    assertThat(held).isEqualTo(BYTES / LARGE);
    backlog.done(backlog.take(1, Duration.ofSeconds(1)));
    assertThat(hasRoom()).as("there is room again").isTrue();
  }

  @Test
  void smallOnesPauseItByTheirNumber() {
    int held = 0;
    while (hasRoom() && held < 5_000) {
      backlog.offer(pending(held++, 100));
    }

    assertThat(held).isEqualTo(2_000);
  }

  private boolean hasRoom() {
    return ChangeHandler.hasRoom(backlog, rules);
  }

  private static Pending pending(int offset, int size) {
    Origin origin = new Origin(Topic.SOURCES, 0, offset);
    Change change = new Change(SampleEntities.source(), 1, Optional.empty());
    return Pending.read(new Task(change, Lane.LIVE, origin), origin, new byte[size]);
  }
}
