package io.palimpsest.sealing;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * The key that wraps all others, from a file: a Tink keyset in JSON. While it is being changed the
 * keyset holds the old key beside the new one: the new one wraps, both unwrap. Immutable.
 */
public final class MasterKey implements MasterWrapping {
  static {
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final KeysetHandle handle;
  private final Aead aead;

  private MasterKey(KeysetHandle handle) throws GeneralSecurityException {
    this.handle = handle;
    this.aead = handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /** A new random key. */
  public static MasterKey generate() {
    try {
      return new MasterKey(KeysetHandle.newBuilder().addEntry(newPrimary()).build());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java platform has AES in GCM", impossible);
    }
  }

  /**
   * The key in a file.
   *
   * @throws BrokenSealException when the file holds none
   */
  public static MasterKey read(Path file) throws IOException {
    try {
      return new MasterKey(
          TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), InsecureSecretKeyAccess.get()));
    } catch (GeneralSecurityException noKey) {
      throw new BrokenSealException(noKey);
    }
  }

  /** Writes the file as a whole or not at all; nobody but its owner may read it. */
  public void write(Path file) throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path written =
        Files.createTempFile(
            folder,
            "master",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(
          written,
          TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get()));
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the key has no serial form", impossible);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /** This keyset with a new random key that wraps from now on. */
  public MasterKey withNew() {
    try {
      return new MasterKey(KeysetHandle.newBuilder(handle).addEntry(newPrimary()).build());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a keyset takes a further key", impossible);
    }
  }

  /** The key that wraps, alone: what others wrapped cannot be unwrapped any more. */
  public MasterKey withoutOld() {
    KeysetHandle.Entry primary = handle.getPrimary();
    try {
      return new MasterKey(
          KeysetHandle.newBuilder()
              .addEntry(
                  KeysetHandle.importKey(primary.getKey())
                      .withFixedId(primary.getId())
                      .makePrimary())
              .build());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the primary key of a keyset is a key", impossible);
    }
  }

  @Override
  public String current() {
    return id(handle.getPrimary());
  }

  /** Ids of all keys that unwrap. */
  public List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < handle.size(); i++) {
      ids.add(id(handle.getAt(i)));
    }
    return ids;
  }

  @Override
  public byte[] wrap(DataKey key, String context) {
    return key.wrappedBy(aead, context);
  }

  @Override
  public DataKey unwrap(byte[] wrapped, String context) {
    return DataKey.unwrapped(wrapped, aead, context);
  }

  @Override
  public String toString() {
    return "MasterKey" + ids();
  }

  private static KeysetHandle.Builder.Entry newPrimary() {
    return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
        .withRandomId()
        .makePrimary();
  }

  private static String id(KeysetHandle.Entry entry) {
    return Integer.toUnsignedString(entry.getId());
  }
}
