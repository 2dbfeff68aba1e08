package io.palimpsest.ingest.seal;

import io.palimpsest.sealing.BrokenSealException;
import io.palimpsest.sealing.DataKey;
import io.palimpsest.sealing.KeysUnavailableException;
import io.palimpsest.sealing.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The master key as its file has it. When a key does not unwrap the file is read again: it may have
 * changed meanwhile. Thread-safe.
 */
public final class Master {
  private final Optional<Path> file;
  private volatile @Nullable MasterKey key;

  private Master(Optional<Path> file, @Nullable MasterKey key) {
    this.file = file;
    this.key = key;
  }

  /** No master key: nothing can be sealed, and nothing that was sealed can be opened. */
  public static Master none() {
    return new Master(Optional.empty(), null);
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
      return new Master(Optional.of(file), MasterKey.read(file));
    } catch (IOException | BrokenSealException unusable) {
      throw new IllegalStateException("the master key " + file + " cannot be read", unusable);
    }
  }

  /** Whether there is a master key. */
  public boolean isKnown() {
    return key != null;
  }

  /** Reads the file again. */
  public MasterKey reload() {
    Path present = file.orElseThrow(Master::missing);
    try {
      MasterKey read = MasterKey.read(present);
      key = read;
      return read;
    } catch (IOException | BrokenSealException unusable) {
      throw new KeysUnavailableException("the master key cannot be read", unusable);
    }
  }

  MasterKey current() {
    MasterKey present = key;
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
