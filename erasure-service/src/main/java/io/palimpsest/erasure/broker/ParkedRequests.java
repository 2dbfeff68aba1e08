package io.palimpsest.erasure.broker;

import io.palimpsest.erasure.demand.Deed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Records of the topics of requests and of statements that were refused. */
public interface ParkedRequests {
  /** Keeps where the record is and why it was refused. Parking it again changes nothing. */
  void park(ConsumerRecord<String, byte[]> record, String reason);

  /** The record parked under this id. */
  Optional<Parked> find(String id);

  /** Forgets a record; false when it is not parked. */
  boolean forget(String id);

  /** Drops a record for good, and keeps the deed in the same write; false when it is not parked. */
  boolean drop(String id, Deed deed);

  /** Per partition of the topic of requests, the offset of the oldest record that is parked. */
  Map<Integer, Long> oldestDemands();

  /** How many there are. */
  long count();

  /**
   * Newest first.
   *
   * @param before only those that come after this one in that order, null for the first page
   */
  List<Parked> newest(@Nullable Parked before, int limit);

  /**
   * A refused record. Its payload stays in the topic, for as long as that keeps it.
   *
   * @param id topic, partition and offset
   * @param topic topic
   * @param partition partition
   * @param offset offset
   * @param reason machine-readable reason
   * @param parkedAt when it was refused
   */
  record Parked(
      String id, String topic, int partition, long offset, String reason, Instant parkedAt) {}
}
