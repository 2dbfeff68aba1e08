package io.palimpsest.reembed.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.reembed.park.Origin;
import io.palimpsest.topic.Topic;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DeferralsTest {
  private static final UUID TENANT = new UUID(0, 1);
  private final Deferrals deferrals = new Deferrals();

  @Test
  void recordsComeBackInOrderAndNoneIsLost() {
    for (long offset : new long[] {3, 4, 5, 9, 10}) {
      deferrals.add(TENANT, new Origin(Topic.SOURCES, 2, offset));
    }
    assertThat(deferrals.size()).isEqualTo(5);
    assertThat(deferrals.take(TENANT, 2)).hasValue(stretch(3, 4));
    assertThat(deferrals.take(TENANT, 100)).hasValue(stretch(5, 5));
    Deferrals.Stretch last = deferrals.take(TENANT, 100).orElseThrow();
    deferrals.putBack(last.after(9).orElseThrow());
    assertThat(deferrals.take(TENANT, 100)).hasValue(stretch(10, 10));
    assertThat(deferrals.take(TENANT, 100)).isEmpty();
    assertThat(deferrals.has(TENANT)).isFalse();
  }

  @Test
  void recordsOfALostPartitionAreForgotten() {
    deferrals.add(TENANT, new Origin(Topic.SOURCES, 1, 7));
    deferrals.add(TENANT, new Origin(Topic.SOURCES, 2, 7));
    deferrals.forget(List.of(new TopicPartition(Topic.SOURCES.topicName(), 1)));
    assertThat(deferrals.take(TENANT, 10)).hasValue(stretch(7, 7));
    assertThat(deferrals.take(TENANT, 10)).isEmpty();
  }

  private static Deferrals.Stretch stretch(long from, long to) {
    return new Deferrals.Stretch(TENANT, Topic.SOURCES, 2, from, to);
  }
}
