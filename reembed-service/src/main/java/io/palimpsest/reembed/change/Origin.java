package io.palimpsest.reembed.change;

import io.palimpsest.topic.Topic;
import java.util.Optional;

/**
 * Where a record is on the broker.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset
 */
public record Origin(Topic topic, int partition, long offset) {
  /** Name of the parked record, such as {@code SOURCES-2-4711}. */
  public String id() {
    return topic.name() + '-' + partition + '-' + offset;
  }

  /** The origin with this id, or empty when it is none. */
  public static Optional<Origin> parse(String id) {
    String[] parts = id.split("-");
    try {
      return parts.length == 3
          ? Optional.of(
              new Origin(
                  Topic.valueOf(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2])))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
