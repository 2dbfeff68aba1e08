package io.palimpsest.right;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.topic.AnyTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of docs/kafka-rights.md is the catalogue. */
class RightsPageTest {
  private static final List<String> PARTICIPANTS = List.of("crm");

  @Test
  void theTableOfThePageIsTheCatalogue() throws IOException {
    List<String> principals = Principals.limited(PARTICIPANTS);
    StringBuilder table = new StringBuilder("| topic |");
    principals.forEach(name -> table.append(" ").append(name).append(" |"));
    table.append("\n|---|").append("---|".repeat(principals.size())).append("\n");
    for (AnyTopic topic : AnyTopic.catalogue(PARTICIPANTS)) {
      Map<String, Set<Operation>> rights = Rights.operations(topic, PARTICIPANTS);
      table.append("| `").append(topic.topicName()).append("` |");
      principals.forEach(
          name ->
              table.append(" ").append(words(rights.getOrDefault(name, Set.of()))).append(" |"));
      table.append("\n");
    }

    assertThat(Files.readString(page())).contains(table);
  }

  private static String words(Set<Operation> operations) {
    return operations.isEmpty()
        ? "-"
        : operations.stream()
            .map(operation -> operation.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }

  private static Path page() {
    Path folder = Path.of("").toAbsolutePath();
    while (Files.notExists(folder.resolve("docs/kafka-rights.md"))) {
      folder = folder.getParent();
    }
    return folder.resolve("docs/kafka-rights.md");
  }
}
