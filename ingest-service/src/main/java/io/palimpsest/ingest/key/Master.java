package io.palimpsest.ingest.key;

import io.palimpsest.sealing.BrokenSealException;
import io.palimpsest.sealing.DataKey;
import io.palimpsest.sealing.KeysUnavailableException;
import io.palimpsest.sealing.MasterKey;
import io.palimpsest.sealing.MasterWrapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The master key: in a file, or in a KMS, or in both while the KMS takes the file's place. When a
 * key does not unwrap the file is read again: it may have changed meanwhile. Thread-safe.
 */
public final class Master {
  private final List<MasterWrapping> remote;
  private final Optional<Path> file;
  private volatile @Nullable MasterWrapping key;

  private Master(List<MasterWrapping> remote, Optional<Path> file, @Nullable MasterWrapping key) {
    this.remote = List.copyOf(remote);
    this.file = file;
    this.key = key;
  }

  /** No master key: nothing can be sealed, and nothing that was sealed can be opened. */
  public static Master none() {
    return new Master(List.of(), Optional.empty(), null);
  }

  /**
   * The master key in a file.
   *
   * @param mayCreate asked when there is no such file: whether a new key may be written there
   * @throws IllegalStateException when there is none and none may be made
   */
  public static Master in(Path file, BooleanSupplier mayCreate) {
    try {
      if (Files.notExists(file)) {
        if (!mayCreate.getAsBoolean()) {
          throw new IllegalStateException(
              "the master key " + file + " is missing: put it back, or nothing sealed can be read");
        }
        MasterKey.generate().write(file);
      }
      return new Master(List.of(), Optional.of(file), MasterKey.read(file));
    } catch (IOException | BrokenSealException unusable) {
      throw new IllegalStateException("the master key " + file + " cannot be read", unusable);
    }
  }

  /**
   * Master keys that never leave their KMS.
   *
   * @param remote the first wraps, all unwrap
   * @param before a file of keys that unwrap what they wrapped before there was a KMS
   * @throws KeysUnavailableException when the file cannot be read
   */
  public static Master remote(List<MasterWrapping> remote, Optional<Path> before) {
    Master master = new Master(remote, before, null);
    master.reload();
    return master;
  }

  /** Whether there is a master key. */
  public boolean isKnown() {
    return key != null;
  }

  /** Reads the file again. */
  public MasterWrapping reload() {
    List<MasterWrapping> keys = new ArrayList<>(remote);
    try {
      if (file.isPresent()) {
        keys.add(MasterKey.read(file.get()));
      }
    } catch (IOException | BrokenSealException unusable) {
      throw new KeysUnavailableException("the master key cannot be read", unusable);
    }
    if (keys.isEmpty()) {
      throw missing();
    }
    MasterWrapping read = new MasterRing(keys);
    key = read;
    return read;
  }

  MasterWrapping current() {
    MasterWrapping present = key;
    if (present == null) {
      throw missing();
    }
    return present;
  }

  DataKey unwrap(byte[] wrapped, String context) {
    try {
      return current().unwrap(wrapped, context);
    } catch (BrokenSealException perhapsNewer) {
      return reload().unwrap(wrapped, context);
    }
  }

  private static KeysUnavailableException missing() {
    return new KeysUnavailableException("no master key is configured", null);
  }
}
