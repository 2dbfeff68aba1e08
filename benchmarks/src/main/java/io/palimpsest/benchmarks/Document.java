package io.palimpsest.benchmarks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A document of a JSONL file.
 *
 * @param id id of the source
 * @param text its text
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Document(@JsonProperty("source_id") String id, @JsonProperty("text") String text) {
  private static final ObjectReader READER = new JsonMapper().readerFor(Document.class);

  static List<Document> read(Path file) throws IOException {
    try (var documents = READER.<Document>readValues(file.toFile())) {
      return documents.readAll();
    }
  }
}
