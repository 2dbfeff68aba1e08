package io.palimpsest.reembed.migration.legacy;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.vectorstore.InvalidVectorException;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.SparseValues;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Vectors as JSON, {@code {"id", "values", "sparse"?, "metadata"}}, bit for bit: a float32 is
 * written as the shortest decimal that reads back as itself.
 */
final class VectorJson {
  private VectorJson() {}

  static void write(StoredVector vector, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", vector.id());
    json.writeArrayFieldStart("values");
    for (int at = 0; at < vector.values().dimension(); at++) {
      json.writeNumber(vector.values().get(at));
    }
    json.writeEndArray();
    if (vector.sparse().isPresent()) {
      write(vector.sparse().get(), json);
    }
    json.writeObjectFieldStart("metadata");
    for (Map.Entry<String, MetadataValue> entry : vector.metadata().values().entrySet()) {
      json.writeFieldName(entry.getKey());
      write(entry.getValue(), json);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(SparseValues sparse, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("sparse");
    json.writeArrayFieldStart("indices");
    for (long index : sparse.indices()) {
      json.writeNumber(index);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("values");
    for (float value : sparse.values()) {
      json.writeNumber(value);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(MetadataValue value, JsonGenerator json) throws IOException {
    switch (value) {
      case MetadataValue.Text text -> json.writeString(text.value());
      case MetadataValue.Flag flag -> json.writeBoolean(flag.value());
      case MetadataValue.Numeric number when number.isWhole() ->
          json.writeNumber((long) number.value());
      case MetadataValue.Numeric number -> json.writeNumber(number.value());
      case MetadataValue.TextList list -> {
        json.writeStartArray();
        for (String text : list.values()) {
          json.writeString(text);
        }
        json.writeEndArray();
      }
    }
  }

  /**
   * @param json numbers of it are kept as they are written, not as doubles
   * @throws InvalidVectorException when it is none that the store takes
   */
  static VectorRecord read(JsonNode json) {
    Metadata.Builder metadata = Metadata.builder();
    json.path("metadata").properties().forEach(e -> metadata.put(e.getKey(), value(e.getValue())));
    return new VectorRecord(
        json.path("id").asText(""),
        json.path("values").isEmpty()
            ? VectorValues.NONE
            : VectorValues.of(floats(json.path("values"))),
        metadata.build(),
        json.has("sparse") ? Optional.of(sparse(json.path("sparse"))) : Optional.empty());
  }

  private static SparseValues sparse(JsonNode json) {
    List<Long> indices = new ArrayList<>();
    List<Float> values = new ArrayList<>();
    json.path("indices").forEach(index -> indices.add(index.asLong(-1)));
    for (float value : floats(json.path("values"))) {
      values.add(value);
    }
    return new SparseValues(indices, values);
  }

  private static float[] floats(JsonNode list) {
    float[] values = new float[list.size()];
    for (int at = 0; at < values.length; at++) {
      values[at] = number(list.get(at));
    }
    return values;
  }

  /** Straight from the decimal: by way of a double it would be rounded twice. */
  private static float number(JsonNode number) {
    if (!number.isNumber()) {
      throw new InvalidVectorException("vector", "every value is a finite float32");
    }
    return number.decimalValue().floatValue();
  }

  private static MetadataValue value(JsonNode json) {
    if (json.isTextual()) {
      return MetadataValue.of(json.textValue());
    }
    if (json.isBoolean()) {
      return MetadataValue.of(json.booleanValue());
    }
    if (json.isNumber()) {
      return MetadataValue.of(json.doubleValue());
    }
    if (!json.isArray()) {
      throw new InvalidVectorException(
          "metadata", "values are texts, numbers, booleans or lists of texts");
    }
    List<String> texts = new ArrayList<>();
    json.forEach(text -> texts.add(text.asText()));
    return MetadataValue.of(texts);
  }
}
