package io.palimpsest.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * A key that seals data (AES-256 in GCM, by Tink), or other keys. Thread-safe. Its text form never
 * shows it.
 */
public final class DataKey implements Wrapping {
  /** Name of the algorithm, as sealed events state it. */
  public static final String ALGORITHM = "AES256_GCM";

  static {
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final KeysetHandle handle;
  private final Aead aead;

  private DataKey(KeysetHandle handle) throws GeneralSecurityException {
    this.handle = handle;
    this.aead = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /** A new random key. */
  public static DataKey generate() {
    try {
      return new DataKey(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has AES in GCM", impossible);
    }
  }

  /**
   * The key that {@link #secret} gave away.
   *
   * @throws BrokenSealException when the bytes are no key
   */
  public static DataKey ofSecret(byte[] secret) {
    try {
      return new DataKey(TinkProtoKeysetFormat.parseKeyset(secret, InsecureSecretKeyAccess.get()));
    } catch (GeneralSecurityException noKey) {
      throw new BrokenSealException(noKey);
    }
  }

  /** The key itself, in clear: for a reader that may have it, never for a store or a log. */
  public byte[] secret() {
    try {
      return TinkProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the key has no serial form", impossible);
    }
  }

  /**
   * Seals data.
   *
   * @param context what the data belong to; only with the same they can be opened
   */
  public byte[] seal(byte[] plain, String context) {
    try {
      return aead.encrypt(plain, bytes(context));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("sealing failed", impossible);
    }
  }

  /**
   * The inverse of {@link #seal}.
   *
   * @throws BrokenSealException when the bytes are not what this key sealed for that context
   */
  public byte[] open(byte[] sealed, String context) {
    try {
      return aead.decrypt(sealed, bytes(context));
    } catch (GeneralSecurityException broken) {
      throw new BrokenSealException(broken);
    }
  }

  @Override
  public byte[] wrap(DataKey key, String context) {
    return key.wrappedBy(aead, context);
  }

  @Override
  public DataKey unwrap(byte[] wrapped, String context) {
    return unwrapped(wrapped, aead, context);
  }

  /** This key encrypted by whoever holds the primitive: a master key in a file or in a service. */
  public byte[] wrappedBy(Aead master, String context) {
    try {
      return TinkProtoKeysetFormat.serializeEncryptedKeyset(handle, master, bytes(context));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("wrapping failed", impossible);
    }
  }

  /**
   * The inverse of {@link #wrappedBy}.
   *
   * @throws BrokenSealException when the bytes are not what the primitive wrapped for that context
   */
  public static DataKey unwrapped(byte[] wrapped, Aead master, String context) {
    try {
      return new DataKey(
          TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, master, bytes(context)));
    } catch (GeneralSecurityException broken) {
      throw new BrokenSealException(broken);
    }
  }

  private static byte[] bytes(String context) {
    return context.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "DataKey";
  }
}
