package io.palimpsest.messaging.proof;

import java.util.Arrays;
import java.util.HexFormat;

/** Names a public key: the first eight bytes of the SHA-256 of its SubjectPublicKeyInfo. */
final class KeyId {
  static final int LENGTH = 8;

  private final byte[] bytes;

  KeyId(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  static KeyId of(byte[] subjectPublicKeyInfo) {
    return new KeyId(Arrays.copyOf(RecordDigest.sha256().digest(subjectPublicKeyInfo), LENGTH));
  }

  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyId id && Arrays.equals(bytes, id.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
