package io.palimpsest.reembed.index;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.reembed.embed.Embedder;
import io.palimpsest.reembed.embed.ModelInfo;
import io.palimpsest.reembed.embed.Passage;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * A model that costs nothing: vectors are drawn from the text's hash. Counts, and fails at will.
 */
final class FreeEmbedder implements Embedder {
  private static final int DIMENSION = 384;
  final AtomicInteger calls = new AtomicInteger();
  final AtomicInteger texts = new AtomicInteger();
  final AtomicReference<Function<List<Passage>, List<float[]>>> behaviour =
      new AtomicReference<>(FreeEmbedder::vectors);

  @Override
  public ModelInfo model() {
    return new ModelInfo("free", DIMENSION, 256);
  }

  @Override
  public List<float[]> embed(List<Passage> passages, Deadline deadline) {
    calls.incrementAndGet();
    texts.addAndGet(passages.size());
    return behaviour.get().apply(passages);
  }

  static List<float[]> vectors(List<Passage> passages) {
    return passages.stream().map(passage -> vector(passage.text())).toList();
  }

  static float[] vector(String text) {
    Random random = new Random(text.hashCode());
    float[] vector = new float[DIMENSION];
    double norm = 0;
    for (int at = 0; at < DIMENSION; at++) {
      vector[at] = (float) random.nextGaussian();
      norm += vector[at] * vector[at];
    }
    for (int at = 0; at < DIMENSION; at++) {
      vector[at] /= (float) Math.sqrt(norm);
    }
    return vector;
  }
}
