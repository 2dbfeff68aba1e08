package io.palimpsest.audit.note;

import java.util.Arrays;
import java.util.Optional;

/** How a key signs a note; the byte is part of the key's id. */
public enum SignatureType {
  /** Ed25519 over the text of the note. */
  ED25519(0x01),
  /** Ed25519 over a time and the text: a witness's cosignature, version 1. */
  COSIGNATURE(0x04);

  private final byte code;

  SignatureType(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static Optional<SignatureType> of(byte code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }
}
