package io.palimpsest.erasure.demand;

import io.palimpsest.event.DemandKept;
import io.palimpsest.event.DemandKind;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * A copy as the topic has it, not opened.
 *
 * @param id id of the request or hold
 * @param kind which of them
 * @param ref reference of the request; empty for a hold
 * @param version version of the document that it is a copy of
 * @param keyName name of the key that opens it
 * @param sealed what is sealed
 */
public record Copy(
    UUID id, DemandKind kind, Optional<String> ref, long version, String keyName, byte[] sealed) {
  static Copy of(DemandKept event) {
    ByteBuffer buffer = event.getSealed().duplicate();
    byte[] sealed = new byte[buffer.remaining()];
    buffer.get(sealed);
    return new Copy(
        event.getId(),
        event.getKind(),
        Optional.ofNullable(event.getRequestRef()),
        event.getVersion(),
        event.getKeyName(),
        sealed);
  }

  /** Whether it has names in it. */
  public boolean named() {
    return keyName.equals(CopyKeys.named(id));
  }

  /** Of this copy and a later record's the newer one; of one version that without names. */
  Copy newer(Copy later) {
    boolean outdated =
        later.version() < version || (later.version() == version && later.named() && !named());
    return outdated ? this : later;
  }

  static String context(UUID id, DemandKind kind, long version) {
    return id + ":" + kind + ":" + version;
  }
}
