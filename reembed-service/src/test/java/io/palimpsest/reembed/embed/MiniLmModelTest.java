package io.palimpsest.reembed.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import org.junit.jupiter.api.Test;

class MiniLmModelTest {
  private static final String START = "The index keeps step with the data. ".repeat(22);

  @Test
  void wordsBehindThe128thTokenCount() {
    assertThat(new MiniLmTokens().count(START)).isBetween(140, 240);
    EmbeddingModel asShipped = new AllMiniLmL6V2QuantizedEmbeddingModel();
    assertThat(vector(asShipped, START + "Apples.")).isEqualTo(vector(asShipped, START + "War."));
    EmbeddingModel whole = new MiniLmModel(Runnable::run);
    assertThat(vector(whole, START + "Apples.")).isNotEqualTo(vector(whole, START + "War."));
  }

  private static float[] vector(EmbeddingModel model, String text) {
    return model.embed(text).content().vector();
  }
}
