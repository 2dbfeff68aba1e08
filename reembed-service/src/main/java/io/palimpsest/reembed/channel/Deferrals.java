package io.palimpsest.reembed.channel;

import io.palimpsest.reembed.park.Origin;
import io.palimpsest.topic.Topic;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Records of tenants that have enough waiting already. Only where they are is kept, as runs of
 * offsets, so that a million of one tenant's records cost next to nothing. Thread-safe.
 */
final class Deferrals {
  /** So many records of others are passed over rather than sought past: a fetch brings more. */
  private static final int GAP = 500;

  private record Place(Topic topic, int partition) {}

  private record Run(Place place, long from, long to) {
    boolean reaches(Place other, long offset) {
      return place.equals(other) && offset > to && offset - to <= GAP;
    }
  }

  private final Map<UUID, Deque<Run>> byTenant = new LinkedHashMap<>();

  /** Whether records of the tenant are deferred: then its next one must be, too. */
  synchronized boolean has(UUID tenant) {
    return byTenant.containsKey(tenant);
  }

  /** Tenants with deferred records, the longest waiting first. */
  synchronized List<UUID> tenants() {
    return List.copyOf(byTenant.keySet());
  }

  /** Defers a record; of each partition they come in order. */
  synchronized void add(UUID tenant, Origin origin) {
    Deque<Run> runs = byTenant.computeIfAbsent(tenant, t -> new ArrayDeque<>());
    Place place = new Place(origin.topic(), origin.partition());
    @Nullable Run last = runs.peekLast();
    if (last != null && last.reaches(place, origin.offset())) {
      runs.removeLast();
      runs.addLast(new Run(place, last.from(), origin.offset()));
    } else {
      runs.addLast(new Run(place, origin.offset(), origin.offset()));
    }
  }

  /**
   * Takes out the next records of a tenant, all of one partition, others' records among them.
   *
   * @return empty when there are none
   */
  synchronized Optional<Stretch> take(UUID tenant) {
    @Nullable Deque<Run> runs = byTenant.get(tenant);
    if (runs == null || runs.isEmpty()) {
      byTenant.remove(tenant);
      return Optional.empty();
    }
    Run run = runs.removeFirst();
    return Optional.of(
        new Stretch(tenant, run.place().topic(), run.place().partition(), run.from(), run.to()));
  }

  /** Puts the rest of a stretch back in front. */
  synchronized void putBack(Stretch rest) {
    byTenant
        .computeIfAbsent(rest.tenant(), tenant -> new ArrayDeque<>())
        .addFirst(new Run(new Place(rest.topic(), rest.partition()), rest.from(), rest.to()));
  }

  /** Forgets records of partitions that others read now. */
  synchronized void forget(Collection<TopicPartition> lost) {
    Set<TopicPartition> gone = Set.copyOf(lost);
    for (UUID tenant : new ArrayList<>(byTenant.keySet())) {
      byTenant.computeIfPresent(
          tenant,
          (t, runs) -> {
            runs.removeIf(
                run ->
                    gone.contains(
                        new TopicPartition(
                            run.place().topic().topicName(), run.place().partition())));
            return runs.isEmpty() ? null : runs;
          });
    }
  }

  /**
   * Deferred records of one partition: all of the tenant's between two offsets. Compaction may have
   * left holes.
   *
   * @param tenant whose
   * @param topic their topic
   * @param partition their partition
   * @param from offset of the first
   * @param to offset of the last
   */
  record Stretch(UUID tenant, Topic topic, int partition, long from, long to) {
    TopicPartition place() {
      return new TopicPartition(topic.topicName(), partition);
    }

    Optional<Stretch> after(long offset) {
      return offset >= to
          ? Optional.empty()
          : Optional.of(new Stretch(tenant, topic, partition, offset + 1, to));
    }

    Origin origin(long offset) {
      return new Origin(topic, partition, offset);
    }
  }
}
