package io.palimpsest.erasure.door;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed digests of names: equal for equal names, and nobody without the key can guess one. */
@ApplicationScoped
class Digests {
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key;

  Digests(DigestSettings settings) {
    this.key = settings.key().getBytes(StandardCharsets.UTF_8);
  }

  /** Under the service's own key: the same for ever. */
  String lasting(String name) {
    return hmac(key, name);
  }

  private static String hmac(byte[] key, String name) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }
}
