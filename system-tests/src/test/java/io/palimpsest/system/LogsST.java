package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.PartProcess;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logs as deployments have them: a line is a JSON object with the same keys (O8). */
class LogsST {
  private static final List<String> ALWAYS =
      List.of("timestamp", "level", "loggerName", "message", "threadName", "mdc");

  @Test
  void everyLineIsOneObjectWithTheSameKeys() throws Exception {
    PartProcess process =
        Palimpsest.running()
            .stack()
            .startAnother(Part.INGEST, Map.of("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true"));
    process.end();

    List<String> lines =
        Files.readAllLines(process.log()).stream().filter(line -> line.startsWith("{")).toList();
    assertThat(lines).hasSizeGreaterThan(3);
    for (String line : lines) {
      JsonNode object = Json.read(line);
      assertThat(object.fieldNames()).toIterable().containsAll(ALWAYS);
    }
  }
}
