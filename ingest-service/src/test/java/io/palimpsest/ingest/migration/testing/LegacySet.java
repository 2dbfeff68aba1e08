package io.palimpsest.ingest.migration.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * A backup of an old system, with an older manifest: 101 rows, and 612 vectors of 102 contracts.
 */
public final class LegacySet {
  private LegacySet() {}

  /** Its folder. Where there is none the test is not run, and says so. */
  public static Path folder() {
    Path data = Path.of(System.getProperty("palimpsest.checkout"), "..", "shared/data/legacy");
    if (!Files.exists(data)) {
      abort("NOT RUN: no " + data.normalize());
    }
    return data;
  }

  /** Its portfolio rows. */
  public static List<BsonDocument> rows() throws IOException {
    return BsonArray.parse(Files.readString(folder().resolve("training_data.json"))).stream()
        .map(BsonValue::asDocument)
        .toList();
  }

  /** Copies it to where a test may change it. */
  public static Path copyTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName().toString()));
      }
    }
    return folder;
  }
}
