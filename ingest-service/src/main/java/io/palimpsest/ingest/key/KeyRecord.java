package io.palimpsest.ingest.key;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A key as it is stored.
 *
 * @param path uids of the scopes that hold its owner, outermost first, the owner last: one uid
 *     alone is a tenant
 * @param master id of the master key that wrapped a tenant's key; empty for an entity's
 * @param wrapped the key, wrapped; empty once it was destroyed
 * @param until when the record goes by itself; empty for what stays until it is erased
 */
record KeyRecord(
    List<UUID> path, String master, Optional<byte[]> wrapped, Optional<Instant> until) {
  KeyRecord {
    path = List.copyOf(path);
    if (path.isEmpty()) {
      throw new IllegalArgumentException("a key has an owner");
    }
  }

  /** A key of an entity. */
  static KeyRecord ofEntity(List<UUID> path, byte[] wrapped, Optional<Instant> until) {
    return new KeyRecord(path, "", Optional.of(wrapped), until);
  }

  /** A key of a tenant. */
  static KeyRecord ofTenant(UUID tenant, String master, byte[] wrapped) {
    return new KeyRecord(List.of(tenant), master, Optional.of(wrapped), Optional.empty());
  }

  /** Uid of the owner. */
  UUID uid() {
    return path.getLast();
  }

  /** Uid of the tenant whose key wraps this one. */
  UUID tenant() {
    return path.getFirst();
  }

  /** Whether it is a tenant's: it wraps others and is given to nobody. */
  boolean isTenants() {
    return path.size() == 1;
  }

  /** What the wrapper was told that the key is for: wrapped keys cannot change places. */
  String context() {
    return context(path);
  }

  static String context(List<UUID> path) {
    return path.getFirst() + "/" + path.getLast();
  }
}
