package io.palimpsest.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the repository that is made from code. It is committed, so that it can be read and
 * reviewed; a test holds it up to date, and writes it with {@code -Dpalimpsest.generate=true}.
 */
public final class GeneratedFile {
  private static final boolean WRITE = Boolean.getBoolean("palimpsest.generate");

  private GeneratedFile() {}

  /** Fails unless the file holds just that text. */
  public static void holds(String path, String expected) throws IOException {
    Path file = Checkout.ROOT.resolve(path);
    if (WRITE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(file).as("out of date; -Dpalimpsest.generate=true writes it").hasContent(expected);
  }
}
