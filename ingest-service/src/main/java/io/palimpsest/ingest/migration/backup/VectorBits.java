package io.palimpsest.ingest.migration.backup;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** A vector as bytes that are equal when it is: id, bits of its floats, metadata by key. */
public final class VectorBits {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private VectorBits() {}

  /** From a line of a file of vectors; numbers are compared as numbers, never as texts. */
  public static byte[] of(byte[] line) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(line.length);
      DataOutputStream out = new DataOutputStream(bytes);
      JsonNode vector = JSON.readTree(line);
      out.writeUTF(vector.path("id").asText());
      floats(vector.path("values"), out);
      JsonNode sparse = vector.path("sparse");
      out.writeInt(sparse.path("indices").size());
      for (JsonNode index : sparse.path("indices")) {
        out.writeLong(index.asLong());
      }
      floats(sparse.path("values"), out);
      Map<String, JsonNode> metadata = new TreeMap<>();
      vector
          .path("metadata")
          .properties()
          .forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
      for (Map.Entry<String, JsonNode> entry : metadata.entrySet()) {
        out.writeUTF(entry.getKey());
        JsonNode value = entry.getValue();
        byte[] text =
            (value.isNumber() ? "n" + value.doubleValue() : value.toString())
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
      }
      return bytes.toByteArray();
    } catch (IOException foreign) {
      throw new UncheckedIOException(foreign);
    }
  }

  private static void floats(JsonNode list, DataOutputStream out) throws IOException {
    out.writeInt(list.size());
    for (JsonNode value : list) {
      out.writeInt(Float.floatToIntBits(value.decimalValue().floatValue()));
    }
  }
}
