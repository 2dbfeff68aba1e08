package io.palimpsest.reembed.intake;

import io.palimpsest.reembed.change.Origin;
import io.palimpsest.reembed.change.Unsealing;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that came, as far as a glance tells.
 *
 * @param origin where it is
 * @param record the record
 * @param tenant whose it says it is; empty when it has no value or cannot be read
 */
record Arrival(Origin origin, ConsumerRecord<byte[], byte[]> record, Optional<UUID> tenant) {
  boolean isOf(UUID other) {
    return tenant.filter(other::equals).isPresent();
  }

  /** Uid of the entity that its key names; empty when it is none: it may say anything. */
  String key() {
    return Unsealing.entity(record.key()).map(UUID::toString).orElse("");
  }

  /** Null for a tombstone: erasure's own, it asks for nothing here. */
  byte @Nullable [] value() {
    return record.value();
  }
}
