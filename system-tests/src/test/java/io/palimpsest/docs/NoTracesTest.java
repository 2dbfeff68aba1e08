package io.palimpsest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Traces carry addresses, statements and names. Two services export some, in which {@code TracesST}
 * looks for planted data; whoever adds what exports more has to look there first.
 */
class NoTracesTest {
  private static final Path CHECKOUT =
      Path.of(System.getProperty("palimpsest.checkout", "..")).toAbsolutePath().normalize();
  private static final Pattern EXPORTS =
      Pattern.compile(
          "quarkus-opentelemetry|opentelemetry-(?:sdk|exporter)|micrometer-tracing|zipkin|jaeger");

  private static final Set<String> TRACED = Set.of("ingest-service", "reembed-service");

  @Test
  void nobodyElseDeclaresWhatExportsTraces() throws IOException {
    List<Path> poms;
    try (Stream<Path> files = Files.list(CHECKOUT)) {
      poms = files.map(module -> module.resolve("pom.xml")).filter(Files::exists).toList();
    }
    assertThat(poms).hasSizeGreaterThan(10).anyMatch(pom -> pom.toString().contains("erasure"));
    for (Path pom : poms) {
      String module = pom.getParent().getFileName().toString();
      String declared = Files.readString(pom).replaceAll("opentelemetry-sdk-testing", "");
      if (TRACED.contains(module)) {
        assertThat(declared).as("%s", pom).containsPattern(EXPORTS);
      } else {
        assertThat(declared).as("%s", pom).doesNotContainPattern(EXPORTS);
      }
    }
  }
}
