package io.palimpsest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Traces carry addresses, statements and names. No service exports any; whoever adds what does has
 * to look for planted data there first, as {@code CanaryST} does in logs and metrics.
 */
class NoTracesTest {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("palimpsest.checkout", "..")).toAbsolutePath().normalize();
  private static final Pattern EXPORTS =
      Pattern.compile(
          "quarkus-opentelemetry|opentelemetry-(?:sdk|exporter)|micrometer-tracing|zipkin|jaeger");

  @Test
  void noServiceDeclaresWhatExportsTraces() throws IOException {
    List<Path> poms;
    try (Stream<Path> files = Files.list(CHECKOUT)) {
      poms = files.map(module -> module.resolve("pom.xml")).filter(Files::exists).toList();
    }
    assertThat(poms).hasSizeGreaterThan(10).anyMatch(pom -> pom.toString().contains("erasure"));
    for (Path pom : poms) {
      assertThat(Files.readString(pom)).as("%s", pom).doesNotContainPattern(EXPORTS);
    }
    assertThat("<artifactId>quarkus-opentelemetry</artifactId>").containsPattern(EXPORTS);
  }
}
