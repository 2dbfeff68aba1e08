package io.palimpsest.messaging.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LagsTest {
  private static final TopicPartition FIRST = new TopicPartition("changes", 0);
  private static final TopicPartition SECOND = new TopicPartition("changes", 1);

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final Lags lags = new Lags();

  @Test
  void partitionsOfATopicCountTogetherAndALookIsTakenOnceASecond() {
    consumer.assign(List.of(FIRST, SECOND));
    consumer.seek(FIRST, 10);
    consumer.seek(SECOND, 0);
    consumer.updateEndOffsets(Map.of(FIRST, 12L, SECOND, 5L));

    lags.look(consumer, 0);
    assertThat(lags.byTopic()).containsExactly(Map.entry("changes", 7L));

    consumer.seek(SECOND, 5);
    lags.look(consumer, Duration.ofMillis(999).toNanos());
    assertThat(lags.byTopic()).containsExactly(Map.entry("changes", 7L));
    lags.look(consumer, Duration.ofMillis(1_000).toNanos());
    assertThat(lags.byTopic()).containsExactly(Map.entry("changes", 2L));
  }

  @Test
  void whoWasGivenNothingIsBehindOnNothing() {
    lags.look(consumer, 0);

    assertThat(lags.byTopic()).isEmpty();
  }
}
