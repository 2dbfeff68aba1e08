package io.palimpsest.audit.log;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Test data of transparency logs that others published, beside the checkout. */
public final class Published {
  private Published() {}

  /** A file or folder of the data. Where there is none the test is not run, and says so. */
  public static Path data(String name) {
    Path data = Path.of(System.getProperty("palimpsest.checkout"), "..", "shared/data/tlog", name);
    if (!Files.exists(data)) {
      abort("NOT RUN: no " + data.normalize());
    }
    return data;
  }
}
