package io.palimpsest.reembed.intake;

import io.palimpsest.reembed.change.Origin;
import io.palimpsest.topic.Topic;
import java.util.List;
import java.util.Optional;

/**
 * A place in the change topics, which are read one partition after the other.
 *
 * @param topic the topic
 * @param partition its partition
 * @param offset the record to be read next
 */
public record ScanPlace(Topic topic, int partition, long offset) {
  private static final List<Topic> TOPICS = List.of(Topic.PORTFOLIO, Topic.SOURCES);

  /** Before the first record. */
  public static final ScanPlace START = new ScanPlace(TOPICS.getFirst(), 0, 0);

  /** How many partitions there are in all. */
  public static final int PARTITIONS = TOPICS.stream().mapToInt(Topic::partitions).sum();

  /** The place that {@link #toString} wrote; an empty text is the start. */
  public static ScanPlace parse(String text) {
    if (text.isEmpty()) {
      return START;
    }
    String[] parts = text.split("/", -1);
    return new ScanPlace(
        Topic.valueOf(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
  }

  /** The place of a record. */
  public static ScanPlace of(Origin record) {
    return new ScanPlace(record.topic(), record.partition(), record.offset());
  }

  /** Whether the other place is in the same partition. */
  public boolean samePartition(ScanPlace other) {
    return topic == other.topic && partition == other.partition;
  }

  ScanPlace at(long other) {
    return new ScanPlace(topic, partition, other);
  }

  /** The beginning of the next partition. */
  Optional<ScanPlace> following() {
    if (partition + 1 < topic.partitions()) {
      return Optional.of(new ScanPlace(topic, partition + 1, 0));
    }
    int at = TOPICS.indexOf(topic) + 1;
    return at < TOPICS.size() ? Optional.of(new ScanPlace(TOPICS.get(at), 0, 0)) : Optional.empty();
  }

  @Override
  public String toString() {
    return topic.name() + '/' + partition + '/' + offset;
  }
}
