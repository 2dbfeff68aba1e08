package io.palimpsest.messaging.proof;

import com.google.crypto.tink.subtle.Ed25519Sign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key with which one author signs (Ed25519, RFC 8032). Thread-safe. Its text form never shows
 * it.
 */
public final class SigningKey {
  /** SubjectPublicKeyInfo of every Ed25519 key up to the key itself, RFC 8410. */
  private static final byte[] PUBLIC_PREFIX = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };

  private final String author;
  private final KeyId keyId;
  private final byte[] publicKey;
  private final Ed25519Sign signer;

  private SigningKey(String author, Ed25519Sign.KeyPair pair) throws GeneralSecurityException {
    this.author = author;
    this.publicKey = subjectPublicKeyInfo(pair.getPublicKey());
    this.keyId = KeyId.of(publicKey);
    this.signer = new Ed25519Sign(pair.getPrivateKey());
  }

  /**
   * The key in a file.
   *
   * @param author under whose name it signs
   * @param file PKCS#8 in PEM, as {@code openssl genpkey -algorithm ed25519} writes it
   * @throws InvalidKeyFileException when the file is missing or holds no such key
   */
  public static SigningKey read(String author, Path file) {
    try {
      List<Pem.Block> blocks = Pem.blocks(Files.readString(file), "PRIVATE KEY");
      if (blocks.size() != 1) {
        throw new InvalidKeyFileException(file, "holds not one private key", null);
      }
      EdECPrivateKey key =
          (EdECPrivateKey)
              KeyFactory.getInstance("Ed25519")
                  .generatePrivate(new PKCS8EncodedKeySpec(blocks.getFirst().der()));
      byte[] seed =
          key.getBytes()
              .orElseThrow(() -> new InvalidKeyFileException(file, "holds no key bytes", null));
      return new SigningKey(author, Ed25519Sign.KeyPair.newKeyPairFromSeed(seed));
    } catch (InvalidKeyFileException already) {
      throw already;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new InvalidKeyFileException(file, "holds no Ed25519 private key", e);
    }
  }

  /** A new random key: for tests and for stacks that keep none. */
  public static SigningKey generate(String author) {
    try {
      return new SigningKey(author, Ed25519Sign.KeyPair.newKeyPair());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Ed25519 needs nothing of the platform", impossible);
    }
  }

  /** Under whose name it signs. */
  public String author() {
    return author;
  }

  /** The public key as SubjectPublicKeyInfo, for whoever verifies. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  KeyId keyId() {
    return keyId;
  }

  byte[] sign(byte[] root) {
    try {
      return signer.sign(RecordDigest.signed(author, root));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("signing failed", impossible);
    }
  }

  private static byte[] subjectPublicKeyInfo(byte[] key) {
    byte[] info = Arrays.copyOf(PUBLIC_PREFIX, PUBLIC_PREFIX.length + key.length);
    System.arraycopy(key, 0, info, PUBLIC_PREFIX.length, key.length);
    return info;
  }

  /** The key inside a SubjectPublicKeyInfo, or null when it is none of Ed25519. */
  static byte @Nullable [] rawKey(byte[] info) {
    return info.length == PUBLIC_PREFIX.length + 32
            && Arrays.equals(info, 0, PUBLIC_PREFIX.length, PUBLIC_PREFIX, 0, PUBLIC_PREFIX.length)
        ? Arrays.copyOfRange(info, PUBLIC_PREFIX.length, info.length)
        : null;
  }

  @Override
  public String toString() {
    return "SigningKey " + author + " " + keyId;
  }
}
