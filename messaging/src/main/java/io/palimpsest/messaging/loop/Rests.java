package io.palimpsest.messaging.loop;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** Partitions whose next record could not be taken, each with a pause of its own. */
final class Rests {
  private record Rest(long until, Backoff backoff, String reason) {}

  private final Map<TopicPartition, Rest> resting = new ConcurrentHashMap<>();
  private final Duration longest;

  Rests(Duration longest) {
    this.longest = longest;
  }

  void again(TopicPartition partition, String reason, long now) {
    resting.compute(
        partition,
        (same, before) -> {
          Backoff backoff = before == null ? Backoff.first(longest) : before.backoff().longer();
          return new Rest(now + backoff.next().toNanos(), backoff, reason);
        });
  }

  void goesOn(TopicPartition partition) {
    resting.remove(partition);
  }

  void forget(Collection<TopicPartition> partitions) {
    resting.keySet().removeAll(partitions);
  }

  /** Those whose pause is not over. */
  Set<TopicPartition> at(long now) {
    Set<TopicPartition> still = new HashSet<>();
    resting.forEach(
        (partition, rest) -> {
          if (rest.until() - now > 0) {
            still.add(partition);
          }
        });
    return still;
  }

  /** Until the first of those pauses is over, at most so long. */
  Duration shortest(long now, Duration most) {
    return resting.values().stream()
        .map(rest -> Duration.ofNanos(rest.until() - now))
        .filter(Duration::isPositive)
        .reduce(most, Backoff::min);
  }

  /** Why one of them rests, or could not be taken at its last attempt. */
  Optional<String> reason() {
    return resting.values().stream().map(Rest::reason).findFirst();
  }
}
