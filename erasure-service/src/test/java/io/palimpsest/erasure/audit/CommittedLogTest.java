package io.palimpsest.erasure.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class CommittedLogTest {
  private static final TopicPartition LOG = new TopicPartition(Topic.AUDIT.topicName(), 0);
  private static final Duration STILL = Duration.ofMinutes(5);

  private static final Optional<Statement> SAID =
      Optional.of(
          Statement.of(
              AuditSource.service("erasure", "heartbeats"), 0, EntryType.HEARTBEAT, Instant.EPOCH));

  private long nanos;

  @Test
  void aPageIsConsistentWithoutAGapAndWithEveryEntryInTheOneForm() {
    assertThat(page(entry(7, SAID), entry(6, SAID), entry(5, SAID)).consistent()).isTrue();
    assertThat(page(entry(7, SAID), entry(5, SAID)).consistent()).isFalse();
    assertThat(page(entry(7, SAID), entry(7, SAID)).consistent()).isFalse();
    assertThat(page(entry(7, SAID), entry(6, Optional.empty())).consistent()).isFalse();
    assertThat(page().consistent()).isTrue();
  }

  @Test
  void aLogThatIsReadSlowlyIsReadToItsEnd() {
    MockConsumer<String, byte[]> consumer = log(40);
    for (int offset = 0; offset < 40; offset++) {
      ConsumerRecord<String, byte[]> record = record(offset);
      consumer.schedulePollTask(
          () -> {
            nanos += STILL.dividedBy(2).toNanos();
            consumer.addRecord(record);
          });
    }
    List<Long> read = new ArrayList<>();
    CommittedLog.records(consumer, 0, 40, STILL, () -> nanos, one -> read.add(one.offset()));

    assertThat(read).hasSize(40);
    assertThat(nanos).as("longer than it may stand still").isGreaterThan(10 * STILL.toNanos());
  }

  @Test
  void aLogThatStandsStillIsNotWaitedForEver() {
    MockConsumer<String, byte[]> consumer = log(2);
    consumer.schedulePollTask(() -> consumer.addRecord(record(0)));
    consumer.schedulePollTask(() -> nanos += STILL.toNanos() + 1);
    List<Long> read = new ArrayList<>();

    assertThatThrownBy(
            () ->
                CommittedLog.records(
                    consumer, 0, 2, STILL, () -> nanos, one -> read.add(one.offset())))
        .isInstanceOf(TimeoutException.class);
    assertThat(read).containsExactly(0L);
  }

  private static MockConsumer<String, byte[]> log(long end) {
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    consumer.assign(List.of(LOG));
    consumer.updateBeginningOffsets(Map.of(LOG, 0L));
    consumer.updateEndOffsets(Map.of(LOG, end));
    return consumer;
  }

  private static ConsumerRecord<String, byte[]> record(long offset) {
    return new ConsumerRecord<>(LOG.topic(), 0, offset, Long.toString(offset), new byte[] {1});
  }

  private static CommittedLog.Page page(CommittedLog.Entry... entries) {
    return new CommittedLog.Page(List.of(entries), false);
  }

  private static CommittedLog.Entry entry(long index, Optional<Statement> statement) {
    return new CommittedLog.Entry(index, 2 * index, statement);
  }
}
