package io.palimpsest.ingest.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 under a key of this installation. What stays of a name after its erasure: equal
 * names can be recognised, but nobody without the key can find out a name by guessing.
 */
public final class KeyedDigest {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  /**
   * @param key at least 16 bytes
   */
  public KeyedDigest(byte[] key) {
    if (key.length < 16) {
      throw new IllegalArgumentException("the digest key needs at least 16 bytes");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * Digest of a value.
   *
   * @param purpose what the digest is for: the same value has another digest for another purpose
   * @param value the value
   */
  public String hex(String purpose, String value) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, missing);
    }
  }
}
