package io.palimpsest.ingest.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.palimpsest.ingest.entry.Refusal;
import java.util.stream.Collectors;

/** What is wrong with the JSON of a line: the field, never its text. */
public final class LineFaults {
  private static final int BAD_REQUEST = 400;

  private LineFaults() {}

  /** The refusal of a line that cannot be read. */
  public static Refusal of(JsonProcessingException fault) {
    if (fault instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String rule =
          fault instanceof UnrecognizedPropertyException
              ? "there is no such field"
              : "has a value of another type";
      return Refusal.ofField(BAD_REQUEST, "json.field", field(mapping), rule);
    }
    return Refusal.of(
        BAD_REQUEST, "json.malformed", "the line is not one JSON object of the expected form");
  }

  private static String field(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(
            reference ->
                reference.getFieldName() == null
                    ? String.valueOf(reference.getIndex())
                    : reference.getFieldName())
        .collect(Collectors.joining("."));
  }
}
