package io.palimpsest.messaging.group;

import java.util.List;

/**
 * Where the partitions of a topic ended at one time.
 *
 * @param topic name
 * @param topicId id of that very topic: one that was made anew under its name has another
 * @param offsets by partition, the offset that the next record gets
 */
public record SeenEnds(String topic, String topicId, List<Long> offsets) {
  /** Copies the list. */
  public SeenEnds {
    offsets = List.copyOf(offsets);
  }
}
