package io.palimpsest.reembed.intake;

import io.palimpsest.reembed.intake.Deferrals.Stretch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Deferred records one after the other. A fetch brings many, room for them comes in small portions:
 * what was fetched is kept until the stretch goes on. For one thread.
 */
final class ReadAhead {
  private static final Duration POLL = Duration.ofMillis(500);
  private final Consumer<byte[], byte[]> consumer;
  private final Intake intake;
  private final Deque<Arrival> fetched = new ArrayDeque<>();
  private @Nullable UUID tenant;
  private @Nullable TopicPartition place;
  private long next;

  ReadAhead(Consumer<byte[], byte[]> consumer, Intake intake) {
    this.consumer = consumer;
    this.intake = intake;
  }

  /** The first record of the stretch or behind it; empty when none came in time. */
  Optional<Arrival> first(Stretch stretch) {
    if (fetched.isEmpty() || !goesOn(stretch)) {
      fetch(stretch);
    }
    @Nullable Arrival arrival = fetched.poll();
    next = arrival == null ? consumer.position(stretch.place()) : arrival.origin().offset() + 1;
    return Optional.ofNullable(arrival);
  }

  /** Offset of the record that comes next, or of one behind it: before it there is none. */
  long next() {
    return next;
  }

  private boolean goesOn(Stretch stretch) {
    return stretch.from() == next
        && stretch.place().equals(place)
        && stretch.tenant().equals(tenant);
  }

  private void fetch(Stretch stretch) {
    fetched.clear();
    tenant = stretch.tenant();
    place = stretch.place();
    seek(stretch.place(), stretch.from());
    List<ConsumerRecord<byte[], byte[]>> polled = consumer.poll(POLL).records(stretch.place());
    fetched.addAll(intake.expectInTurn(stretch.tenant(), stretch.topic(), polled));
  }

  private void seek(TopicPartition to, long offset) {
    if (!consumer.assignment().contains(to)) {
      consumer.assign(List.of(to));
      consumer.seek(to, offset);
    } else if (consumer.position(to) != offset) {
      consumer.seek(to, offset);
    }
  }
}
