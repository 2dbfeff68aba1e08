package io.palimpsest.access.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** RSA keys as they stand in files and settings: PEM, or the base64 of it on one line. */
public final class TokenKeys {
  private static final String ALGORITHM = "RSA";
  private static final int BITS = 2048;
  private static final Pattern ARMOUR = Pattern.compile("-----[A-Z ]+-----|\\s");

  private TokenKeys() {}

  /** A new pair; where tokens are checked against a key that nobody else has, as in tests. */
  public static KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
      generator.initialize(BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The public key.
   *
   * @param pem SubjectPublicKeyInfo
   * @throws IllegalArgumentException when it is none
   */
  public static PublicKey publicKey(String pem) {
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(der(pem)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an RSA public key in PEM", e);
    }
  }

  /**
   * The private key.
   *
   * @param pem PKCS #8
   * @throws IllegalArgumentException when it is none
   */
  public static PrivateKey privateKey(String pem) {
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der(pem)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an RSA private key in PEM (PKCS #8)", e);
    }
  }

  /** The key as {@code quarkus.oidc.public-key} takes it. */
  public static String line(PublicKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  private static byte[] der(String pem) {
    return Base64.getDecoder().decode(ARMOUR.matcher(pem).replaceAll(""));
  }
}
