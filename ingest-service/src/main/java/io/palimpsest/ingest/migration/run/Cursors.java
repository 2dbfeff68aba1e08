package io.palimpsest.ingest.migration.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Cursors as JSON. */
final class Cursors {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .findAndAddModules()
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private Cursors() {}

  static String write(Object cursor) {
    try {
      return JSON.writeValueAsString(cursor);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static <T> T read(String text, Class<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException foreign) {
      throw new IllegalStateException("a cursor of another version", foreign);
    }
  }
}
