package io.palimpsest.fencing;

import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeType;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicRecord;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records of the two topics. Whatever cannot be read is taken in the safe way. */
final class Reading {
  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);

  private Reading() {}

  /** A fence that cannot be decoded still fences the uid that is its key. */
  static Optional<Fence> fence(TopicRecord<ScopeFenced> fenced) {
    return key(fenced).map(uid -> fence(uid, fenced));
  }

  /** The writer that a record is about, or empty for a key that is none. */
  static Optional<UUID> key(TopicRecord<?> any) {
    try {
      return Optional.of(UUID.fromString(any.key()));
    } catch (IllegalArgumentException noId) {
      LOG.error("{} holds a key that is no id, at offset {}", any.topic(), any.offset());
      return Optional.empty();
    }
  }

  private static Fence fence(UUID uid, TopicRecord<ScopeFenced> fenced) {
    if (fenced.value() instanceof Decoded.Event<ScopeFenced>(ScopeFenced value)) {
      return new Fence(fenced.offset(), uid, value.getType(), value.getRequestRef());
    }
    LOG.error("the fence at offset {} cannot be decoded; its key is refused", fenced.offset());
    return new Fence(fenced.offset(), uid, ScopeType.UNKNOWN, "");
  }
}
