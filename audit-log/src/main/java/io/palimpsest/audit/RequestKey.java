package io.palimpsest.audit;

import io.palimpsest.event.ScopeType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The random key of one erasure request, kept outside the log. Scope and actor appear in the log as
 * HMAC-SHA-256 under it: whoever is shown the key can check the link, and once the key is destroyed
 * nobody can, while the log still verifies.
 */
public final class RequestKey {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 32;

  private final byte[] key;

  private RequestKey(byte[] key) {
    this.key = key;
  }

  /** A new key. */
  public static RequestKey random(SecureRandom random) {
    byte[] key = new byte[LENGTH];
    random.nextBytes(key);
    return new RequestKey(key);
  }

  /**
   * A key that was kept.
   *
   * @param bytes 32 of them
   */
  public static RequestKey of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a request's key has " + LENGTH + " bytes");
    }
    return new RequestKey(bytes.clone());
  }

  /** The key, to be kept where the request's names are kept. */
  public byte[] bytes() {
    return key.clone();
  }

  /**
   * Digest of a scope: over the words {@code scope}, its kind in upper case, and its public ids,
   * outermost first, joined by line feeds.
   */
  public String scope(ScopeType type, List<String> ids) {
    return digest("scope\n" + type.name() + "\n" + String.join("\n", ids));
  }

  /** Digest of who asked or acted: over the word {@code actor} and the key id, with a line feed. */
  public String actor(String keyId) {
    return digest("actor\n" + keyId);
  }

  /** Digest of a scope by its uid alone: over the word {@code uid} and it, with a line feed. */
  public String uid(UUID uid) {
    return digest("uid\n" + uid);
  }

  /** Digest of a plan: over the word {@code plan} and the digest of what it binds. */
  public String plan(String digest) {
    return digest("plan\n" + digest);
  }

  /** Digest of a written reason: over the word {@code words} and the text. */
  public String words(String text) {
    return digest("words\n" + text);
  }

  private String digest(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
