package io.palimpsest.ingest.inbox;

import io.palimpsest.ingest.inbox.ParkedSubmission.Place;
import io.palimpsest.messaging.TokenHeader;
import io.palimpsest.messaging.trace.TraceParent;
import io.palimpsest.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of an inbox topic.
 *
 * @param place where it is
 * @param appendedAt when the broker appended it
 * @param token the bearer token in its header
 * @param trace on whose behalf it was written, as its header says
 * @param value its value; empty for a record without one
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one batch and is never compared
record InboxRecord(
    Place place,
    Instant appendedAt,
    Optional<String> token,
    Optional<TraceParent> trace,
    byte[] value) {
  private static final byte[] NONE = {};

  /**
   * @param base what is added to its offset
   */
  static InboxRecord of(Topic topic, ConsumerRecord<String, byte[]> polled, long base) {
    String key = polled.key();
    byte[] value = polled.value();
    return new InboxRecord(
        new Place(topic, polled.partition(), base + polled.offset(), key == null ? "" : key),
        Instant.ofEpochMilli(polled.timestamp()),
        TokenHeader.in(polled.headers()),
        TraceParent.in(polled.headers()),
        value == null ? NONE : value);
  }

  /** The same id at every delivery, for a record that does not say its own. */
  UUID derivedId() {
    String name = place.topic().topicName() + "/" + place.partition() + "/" + place.offset();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
