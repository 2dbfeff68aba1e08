package io.palimpsest.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The repository that the tests look at. */
public final class Checkout {
  /** Its root. */
  public static final Path ROOT =
      Path.of(System.getProperty("palimpsest.checkout", "../..")).toAbsolutePath().normalize();

  private Checkout() {}

  /** A file's text. */
  public static String read(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
