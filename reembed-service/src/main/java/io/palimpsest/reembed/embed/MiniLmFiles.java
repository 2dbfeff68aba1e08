package io.palimpsest.reembed.embed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The model's files, as its artifact brings them. The tokenizer that comes along cuts every text at
 * 128 tokens, half of what the model reads (its card: "text longer than 256 word pieces is
 * truncated"), and says nothing; the limit is set to the model's own here.
 */
final class MiniLmFiles {
  static final int MAX_TOKENS = 256;
  private static final String MODEL = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  private MiniLmFiles() {}

  static byte[] model() {
    return read(MODEL);
  }

  static byte[] tokenizer() {
    try {
      ObjectMapper json = new ObjectMapper();
      ObjectNode tokenizer = (ObjectNode) json.readTree(read(TOKENIZER));
      ((ObjectNode) tokenizer.required("truncation")).put("max_length", MAX_TOKENS);
      return json.writeValueAsBytes(tokenizer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(String name) {
    try (InputStream file = MiniLmFiles.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the model's artifact holds no " + name);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
