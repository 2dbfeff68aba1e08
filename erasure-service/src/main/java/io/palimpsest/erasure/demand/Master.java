package io.palimpsest.erasure.demand;

import io.palimpsest.sealing.BrokenSealException;
import io.palimpsest.sealing.MasterKey;
import io.palimpsest.sealing.MasterWrapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** The master key from its file. */
public final class Master {
  private Master() {}

  /**
   * Reads the file.
   *
   * @param mayCreate asked when there is no such file: whether a new key may be written there
   * @throws IllegalStateException when there is none and none may be made, or it cannot be read
   */
  public static MasterWrapping in(Path file, BooleanSupplier mayCreate) {
    try {
      if (Files.notExists(file)) {
        if (!mayCreate.getAsBoolean()) {
          throw new IllegalStateException(
              "the master key " + file + " is missing: put it back, or what it wrapped is lost");
        }
        MasterKey.generate().write(file);
      }
      return MasterKey.read(file);
    } catch (IOException | BrokenSealException unusable) {
      throw new IllegalStateException("the master key " + file + " cannot be read", unusable);
    }
  }
}
