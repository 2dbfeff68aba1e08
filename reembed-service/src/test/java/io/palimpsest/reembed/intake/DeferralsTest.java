package io.palimpsest.reembed.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.reembed.change.Origin;
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
    defer(2, 3, 4, 5, 9, 10);
    defer(4, 11);
    assertThat(deferrals.take(TENANT)).hasValue(stretch(2, 3, 10));
    deferrals.putBack(stretch(2, 3, 10).after(9).orElseThrow());
    defer(4, 12);
    assertThat(deferrals.take(TENANT)).hasValue(stretch(2, 10, 10));
    assertThat(deferrals.take(TENANT)).hasValue(stretch(4, 11, 12));
    assertThat(deferrals.has(TENANT)).as("until the last ones have been taken in").isTrue();
    assertThat(deferrals.take(TENANT)).isEmpty();
    assertThat(deferrals.has(TENANT)).isFalse();
  }

  @Test
  void recordsFarApartAreSoughtAndWhatComesAgainIsKeptApart() {
    defer(2, 3, 503, 1_004, 1_004, 7);
    assertThat(deferrals.take(TENANT)).hasValue(stretch(2, 3, 503));
    assertThat(deferrals.take(TENANT)).hasValue(stretch(2, 1_004, 1_004));
    assertThat(deferrals.take(TENANT)).hasValue(stretch(2, 1_004, 1_004));
    assertThat(deferrals.take(TENANT)).hasValue(stretch(2, 7, 7));
  }

  @Test
  void recordsOfOnePartitionComeTogetherThoughOthersCameBetweenThem() {
    defer(2, 3);
    defer(4, 11);
    defer(2, 4);
    defer(4, 12);
    assertThat(deferrals.take(TENANT)).hasValue(stretch(2, 3, 4));
    assertThat(deferrals.take(TENANT)).hasValue(stretch(4, 11, 12));
  }

  @Test
  void aPartitionThatGoesOnGrowingKeepsNoOtherWaiting() {
    defer(2, 3, 4);
    defer(4, 11);
    assertThat(deferrals.take(TENANT)).hasValue(stretch(2, 3, 4));
    deferrals.putBack(stretch(2, 4, 4));
    defer(2, 5, 6);
    assertThat(deferrals.take(TENANT)).hasValue(stretch(2, 4, 4));
    assertThat(deferrals.take(TENANT)).hasValue(stretch(4, 11, 11));
    assertThat(deferrals.take(TENANT)).hasValue(stretch(2, 5, 6));
  }

  @Test
  void recordsOfALostPartitionAreForgotten() {
    deferrals.add(TENANT, new Origin(Topic.SOURCES, 1, 7));
    deferrals.add(TENANT, new Origin(Topic.SOURCES, 2, 7));
    deferrals.forget(List.of(new TopicPartition(Topic.SOURCES.topicName(), 1)));
    assertThat(deferrals.take(TENANT)).hasValue(stretch(2, 7, 7));
    assertThat(deferrals.take(TENANT)).isEmpty();
  }

  private void defer(int partition, long... offsets) {
    for (long offset : offsets) {
      deferrals.add(TENANT, new Origin(Topic.SOURCES, partition, offset));
    }
  }

  private static Deferrals.Stretch stretch(int partition, long from, long to) {
    return new Deferrals.Stretch(TENANT, Topic.SOURCES, partition, from, to);
  }
}
