package io.palimpsest.ingest.migration.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One line of a file of vectors, checked: {@code {"id", "values", "sparse"?, "metadata"?}}.
 *
 * @param id id of the vector
 * @param dimension number of its values
 */
public record VectorLine(String id, int dimension) {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final int LONGEST_ID = 512;
  private static final int MOST_METADATA = 40 * 1024;

  /**
   * Reads a line whole.
   *
   * @param where file and line, for messages
   * @throws RefusedBackupException names the rule that it breaks
   */
  public static VectorLine read(String where, byte[] line) {
    try (JsonParser parser = JSON.createParser(line)) {
      return new Reading(where, line, parser).line();
    } catch (JsonProcessingException broken) {
      throw new RefusedBackupException(where, "is one JSON object without repeated keys");
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private record Reading(String where, byte[] bytes, JsonParser parser) {
    VectorLine line() throws IOException {
      require(parser.nextToken() == JsonToken.START_OBJECT, "is one JSON object");
      String id = "";
      int dimension = -1;
      boolean sparse = false;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (field) {
          case "id" -> id = id(value);
          case "values" -> dimension = values(value);
          case "sparse" -> sparse = sparse(value);
          case "metadata" -> metadata(value);
          default -> throw refused("has id, values, sparse and metadata, and nothing else");
        }
      }
      require(parser.nextToken() == null, "has nothing behind its object");
      require(!id.isEmpty(), "id: is there");
      require(dimension > 0 || sparse, "values: are there");
      return new VectorLine(id, Math.max(dimension, 0));
    }

    private String id(JsonToken value) throws IOException {
      require(value == JsonToken.VALUE_STRING, "id: is a text");
      String id = parser.getText();
      require(
          !id.isEmpty() && id.getBytes(StandardCharsets.UTF_8).length <= LONGEST_ID,
          "id: has 1 to 512 bytes");
      return id;
    }

    private int values(JsonToken value) throws IOException {
      require(value == JsonToken.START_ARRAY, "values: are a list of numbers");
      int count = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        finite("values");
        count++;
      }
      return count;
    }

    private void finite(String field) throws IOException {
      require(parser.currentToken().isNumeric(), field + ": are a list of numbers");
      require(
          Float.isFinite(Float.parseFloat(parser.getText())),
          field + ": are finite float32 numbers");
    }

    private boolean sparse(JsonToken value) throws IOException {
      require(value == JsonToken.START_OBJECT, "sparse: has indices and values");
      int indices = -1;
      int values = -1;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        JsonToken list = parser.nextToken();
        if (field.equals("indices")) {
          indices = indices(list);
        } else {
          require(field.equals("values"), "sparse: has indices and values");
          values = values(list);
        }
      }
      require(indices > 0 && indices == values, "sparse: has as many indices as values");
      return true;
    }

    private int indices(JsonToken list) throws IOException {
      require(list == JsonToken.START_ARRAY, "sparse: has indices and values");
      int count = 0;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        require(
            parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getLongValue() >= 0
                && parser.getLongValue() <= 0xFFFF_FFFFL,
            "sparse: indices are uint32");
        count++;
      }
      return count;
    }

    private void metadata(JsonToken value) throws IOException {
      if (value == JsonToken.VALUE_NULL) {
        return;
      }
      require(value == JsonToken.START_OBJECT, "metadata: is an object");
      long begin = parser.currentTokenLocation().getByteOffset();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        require(!parser.currentName().isEmpty(), "metadata: keys are not empty");
        parser.nextToken();
        scalarOrTexts();
      }
      require(
          parser.currentTokenLocation().getByteOffset() - begin <= MOST_METADATA,
          "metadata: has at most 40 KB");
    }

    private void scalarOrTexts() throws IOException {
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          require(parser.currentToken() == JsonToken.VALUE_STRING, "metadata: lists are of texts");
        }
        return;
      }
      require(
          parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL,
          "metadata: values are texts, numbers, booleans or lists of texts");
      if (parser.currentToken().isNumeric()) {
        require(Double.isFinite(parser.getDoubleValue()), "metadata: numbers are finite");
      }
    }

    private void require(boolean holds, String rule) {
      if (!holds) {
        throw refused(rule);
      }
    }

    private RefusedBackupException refused(String rule) {
      return new RefusedBackupException(where, rule);
    }
  }
}
