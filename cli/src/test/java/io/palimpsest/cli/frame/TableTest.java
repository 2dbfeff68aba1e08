package io.palimpsest.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void aColumnIsCalledByItsLastNameUnlessAnotherIsCalledSo() throws Exception {
    JsonNode row =
        new ObjectMapper()
            .readTree("{\"a\": {\"id\": 1, \"due_at\": 2}, \"b\": {\"id\": 3}, \"state\": 4}");

    assertThat(Table.of(List.of(row), List.of("a.id", "a.due_at", "b.id", "state"), true).lines())
        .map(line -> line.strip().replaceAll(" {2,}", "|"))
        .containsExactly("A ID|DUE AT|B ID|STATE", "1|2|3|4");
  }
}
