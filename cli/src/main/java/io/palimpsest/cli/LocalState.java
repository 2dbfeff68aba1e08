package io.palimpsest.cli;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What {@code palimpsest up} left in the checkout: addresses and the key that signs tokens. */
final class LocalState {
  private static final String CHECKOUT = "palimpsest.checkout";

  private final Path folder;

  LocalState(Path folder) {
    this.folder = folder;
  }

  /** The state of the checkout that the launcher runs from, or of the working directory. */
  static LocalState find() {
    return new LocalState(Path.of(System.getProperty(CHECKOUT, ""), ".palimpsest", "stack"));
  }

  /** A value of the running stack, such as {@code gateway}, if there is a stack. */
  Optional<String> address(String name) {
    Path file = folder.resolve("addresses.properties");
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Optional.ofNullable(properties.getProperty(name));
  }

  /** The PEM of the private key that signs local tokens, if a stack was ever started. */
  Optional<String> signingKey() {
    Path file = folder.resolve("keys").resolve("token-private.pem");
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
