package io.palimpsest.local.launcher.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Documents of a JSONL file, grouped by the twin that they belong to. */
final class DocumentFile {

  /** A line of the file; what else it holds is passed over. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Line(
      @JsonProperty("source_id") String sourceId,
      @JsonProperty("creator_id") String creatorId,
      @JsonProperty("twin_id") String twinId,
      @JsonProperty("title") @Nullable String title,
      @JsonProperty("text") String text) {
    Twin twin() {
      return new Twin(creatorId, twinId);
    }

    /** The line as the bulk endpoint takes it. */
    String submission() {
      return DemoApi.json(
          Map.of(
              "source_id",
              sourceId,
              "title",
              title == null ? sourceId : title,
              "media_type",
              "text/plain",
              "content",
              text));
    }
  }

  /** A twin by the ids of its creator and itself. */
  record Twin(String creatorId, String twinId) {
    String creatorPath() {
      return "/creators/" + creatorId;
    }

    String path() {
      return creatorPath() + "/twins/" + twinId;
    }
  }

  private final Map<Twin, List<Line>> lines;

  private DocumentFile(Map<Twin, List<Line>> lines) {
    this.lines = lines;
  }

  static DocumentFile read(Path file) {
    try (var all = DemoApi.JSON.readerFor(Line.class).<Line>readValues(file.toFile())) {
      return new DocumentFile(
          all.readAll().stream()
              .collect(Collectors.groupingBy(Line::twin, LinkedHashMap::new, Collectors.toList())));
    } catch (IOException e) {
      throw new UncheckedIOException(
          file + " is not JSONL with source_id, creator_id, twin_id, text", e);
    }
  }

  Map<Twin, List<Line>> byTwin() {
    return lines;
  }

  int size() {
    return lines.values().stream().mapToInt(List::size).sum();
  }
}
