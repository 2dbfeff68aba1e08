package io.palimpsest.event;

import io.palimpsest.topic.AnyTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The schemas of now, and those of each release, which are kept beside the sources. */
final class Schemas {
  static final Path RELEASED = Path.of("src/main/avro-released");

  private Schemas() {}

  static List<Schema> ofTopics() {
    return AnyTopic.catalogue(List.of()).stream()
        .flatMap(topic -> topic.valueSchema().stream())
        .distinct()
        .toList();
  }

  /** Every version of the schema that was released, newest first, as the strategies demand. */
  static List<Schema> released(Schema schema) {
    return releases().stream()
        .map(release -> release.resolve(fileName(schema)))
        .filter(Files::exists)
        .map(Schemas::parse)
        .toList();
  }

  static List<Path> releases() {
    try (Stream<Path> folders = Files.list(RELEASED)) {
      return folders.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String fileName(Schema schema) {
    return schema.getName() + ".avsc";
  }

  static Schema parse(Path file) {
    try {
      return new Schema.Parser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
