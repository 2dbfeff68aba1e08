package io.palimpsest.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;

/**
 * Keeps the schemas of now as those of a release; run from the module's folder with its version.
 */
final class ReleaseSchemas {
  private ReleaseSchemas() {}

  public static void main(String[] arguments) throws IOException {
    Path release = Schemas.RELEASED.resolve(arguments[0]);
    Files.createDirectories(release);
    for (Schema schema : Schemas.ofTopics()) {
      Files.writeString(release.resolve(Schemas.fileName(schema)), schema.toString(true) + "\n");
    }
  }
}
