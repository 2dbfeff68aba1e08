package io.palimpsest.reembed.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests by which unchanged content is recognised. */
public final class Digests {
  private Digests() {}

  /** SHA-256 of the text's UTF-8 bytes, 64 lower-case hex digits. */
  public static String sha256(String text) {
    return sha256(text.getBytes(UTF_8));
  }

  /** SHA-256 of the bytes, 64 lower-case hex digits. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
