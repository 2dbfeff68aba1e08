package io.palimpsest.erasure.model;

import java.util.List;

/**
 * Where ingest's inbox ended when it was asked.
 *
 * @param topic name of the inbox
 * @param topicId id of that very topic: one that was made anew has another
 * @param offsets by partition, the offset that the next record gets
 */
public record InboxEnds(String topic, String topicId, List<Long> offsets) {
  /** Copies the list. */
  public InboxEnds {
    offsets = List.copyOf(offsets);
  }
}
