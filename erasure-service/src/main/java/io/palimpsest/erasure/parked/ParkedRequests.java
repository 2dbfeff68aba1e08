package io.palimpsest.erasure.parked;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of the topics of requests and of statements that were refused. */
public interface ParkedRequests {
  /** Keeps where the record is and why it was refused. Parking it again changes nothing. */
  void park(ConsumerRecord<String, byte[]> record, String reason);

  /** How many there are. */
  long count();

  /** Newest first. */
  List<Parked> newest(int limit);

  /**
   * A refused record. Its payload stays in the topic, for as long as that keeps it.
   *
   * @param topic topic
   * @param partition partition
   * @param offset offset
   * @param reason machine-readable reason
   * @param parkedAt when it was refused
   */
  record Parked(String topic, int partition, long offset, String reason, Instant parkedAt) {}
}
