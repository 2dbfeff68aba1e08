package io.palimpsest.messaging.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CommittingTest {
  private static final TopicPartition FIRST = LoggedConsumer.ALL.getFirst();

  private final AtomicBoolean broken = new AtomicBoolean(true);
  private final Settlements settlements = new Settlements();
  private final LoggedConsumer consumer =
      new LoggedConsumer(
          3,
          (call, nth) -> {
            if (call.equals("commitSync") && broken.get()) {
              throw new CommitFailedException();
            }
          },
          (call, nth) -> {});
  private final Committing<String, byte[]> commits =
      new Committing<>(Commits.EACH_TURN, consumer, settlements, ends -> {}, () -> 0L);

  @Test
  void aCommitThatFailsIsSaidUntilOneSucceeds() {
    settled();
    commits.turned();
    commits.turned();
    assertThat(commits.failure()).get().asString().contains("CommitFailedException");
    broken.set(false);
    commits.turned();
    assertThat(commits.failure()).isEmpty();
  }

  @Test
  void whoIsLeftWithNothingToCommitGoesOnWell() {
    settled();
    commits.turned();
    assertThat(commits.failure()).isPresent();
    settlements.forget(List.of(FIRST));
    commits.turned();
    assertThat(commits.failure()).as("others read on from the mark before").isEmpty();
  }

  private void settled() {
    consumer.assign(LoggedConsumer.ALL);
    settlements.read(FIRST, 0);
    settlements.settle(FIRST, 0);
  }
}
