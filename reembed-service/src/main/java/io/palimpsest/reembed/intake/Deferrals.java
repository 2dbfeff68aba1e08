package io.palimpsest.reembed.intake;

import io.palimpsest.reembed.change.Origin;
import io.palimpsest.topic.Topic;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
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

  private record Place(Topic topic, int partition) {
    TopicPartition partitionOfTopic() {
      return new TopicPartition(topic.topicName(), partition);
    }
  }

  /** A run that was begun grows no more, so that what came in elsewhere has its turn after it. */
  private record Run(long from, long to, boolean begun) {
    boolean reaches(long offset) {
      return !begun && offset > to && offset - to <= GAP;
    }
  }

  /** Partition by partition: only within one does order matter, and going on costs a fetch. */
  private final Map<UUID, SequencedMap<Place, Deque<Run>>> byTenant = new LinkedHashMap<>();

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
    Place place = new Place(origin.topic(), origin.partition());
    Deque<Run> runs = places(tenant).computeIfAbsent(place, p -> new ArrayDeque<>());
    @Nullable Run last = runs.peekLast();
    if (last != null && last.reaches(origin.offset())) {
      runs.removeLast();
      runs.addLast(new Run(last.from(), origin.offset(), false));
    } else {
      runs.addLast(new Run(origin.offset(), origin.offset(), false));
    }
  }

  /**
   * Takes out the next records of a tenant, all of one partition, others' records among them.
   *
   * @return empty when there are none
   */
  synchronized Optional<Stretch> take(UUID tenant) {
    @Nullable SequencedMap<Place, Deque<Run>> places = byTenant.get(tenant);
    if (places == null || places.isEmpty()) {
      byTenant.remove(tenant);
      return Optional.empty();
    }
    Map.Entry<Place, Deque<Run>> first = places.pollFirstEntry();
    Place place = first.getKey();
    Run run = first.getValue().removeFirst();
    if (!first.getValue().isEmpty()) {
      places.putLast(place, first.getValue());
    }
    return Optional.of(new Stretch(tenant, place.topic(), place.partition(), run.from(), run.to()));
  }

  /** Puts the rest of a stretch back in front. */
  synchronized void putBack(Stretch rest) {
    SequencedMap<Place, Deque<Run>> places = places(rest.tenant());
    Place place = new Place(rest.topic(), rest.partition());
    Deque<Run> runs = places.getOrDefault(place, new ArrayDeque<>());
    runs.addFirst(new Run(rest.from(), rest.to(), true));
    places.putFirst(place, runs);
  }

  /** Forgets records of partitions that others read now. */
  synchronized void forget(Collection<TopicPartition> lost) {
    for (SequencedMap<Place, Deque<Run>> places : byTenant.values()) {
      places.keySet().removeIf(place -> lost.contains(place.partitionOfTopic()));
    }
    byTenant.values().removeIf(Map::isEmpty);
  }

  private SequencedMap<Place, Deque<Run>> places(UUID tenant) {
    return byTenant.computeIfAbsent(tenant, t -> new LinkedHashMap<>());
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
