package io.palimpsest.benchmarks.ground;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A model that costs nothing but the time of its calls: vectors are drawn from the text's hash.
 *
 * @param perCall how long each call takes, however many texts it has
 */
public record FreeModel(Duration perCall) implements EmbeddingModel {
  private static final int DIMENSION = 384;

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
    try {
      Thread.sleep(perCall);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return Response.from(
        segments.stream().map(segment -> Embedding.from(vector(segment.text()))).toList());
  }

  /** The vector of a text. */
  public static float[] vector(String text) {
    Random random = new Random(text.hashCode());
    float[] vector = new float[DIMENSION];
    for (int at = 0; at < DIMENSION; at++) {
      vector[at] = random.nextFloat() - 0.5f;
    }
    return vector;
  }
}
