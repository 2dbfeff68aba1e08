package io.palimpsest.audit.note;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Rules of key names, and the id that a name gives a key. */
final class KeyName {
  private KeyName() {}

  /** Not empty, without white space, plus signs and control characters. */
  static boolean isValid(String name) {
    return !name.isEmpty()
        && name.codePoints()
            .noneMatch(
                c -> c == '+' || c < 0x20 || Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  static String valid(String name) {
    if (!isValid(name)) {
      throw new IllegalArgumentException("a key's name has neither spaces nor plus signs");
    }
    return name;
  }

  /** First four bytes of SHA-256(name || 0x0A || type || public key), big-endian. */
  static int id(String name, SignatureType type, byte[] publicKey) {
    ByteArrayOutputStream named = new ByteArrayOutputStream();
    named.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    named.write('\n');
    named.write(type.code());
    named.writeBytes(publicKey);
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(named.toByteArray()))
          .getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
