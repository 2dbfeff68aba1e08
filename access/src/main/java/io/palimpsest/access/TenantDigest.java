package io.palimpsest.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed digest of a tenant: equal for equal tenants, and nobody without the key can guess one. */
final class TenantDigest {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MINIMUM_LENGTH = 16;

  private final SecretKeySpec key;

  private TenantDigest(SecretKeySpec key) {
    this.key = key;
  }

  static TenantDigest keyed(String secret) {
    if (secret.length() < MINIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "palimpsest.access.digest-key needs at least " + MINIMUM_LENGTH + " characters");
    }
    return new TenantDigest(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
  }

  String of(String tenant) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(tenant.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
