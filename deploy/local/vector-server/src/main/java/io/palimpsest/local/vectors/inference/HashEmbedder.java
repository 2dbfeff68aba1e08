package io.palimpsest.local.vectors.inference;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * For tests: each word adds one or takes one at a few places that its hash says, and the sum is
 * brought to length one. The same text always gives the same vector, in every version.
 */
public final class HashEmbedder implements Embedder {
  private static final int PLACES_PER_WORD = 8;

  @Override
  public List<float[]> embed(String model, List<String> texts, int dimension) {
    return texts.stream().map(text -> embed(text, dimension)).toList();
  }

  private static float[] embed(String text, int dimension) {
    float[] vector = new float[dimension];
    for (String word : Words.of(text)) {
      add(word, vector);
    }
    return normalised(vector);
  }

  private static void add(String word, float[] vector) {
    for (int seed = 0; seed < PLACES_PER_WORD; seed++) {
      int hash = Hashing.murmur3_32_fixed(seed).hashString(word, StandardCharsets.UTF_8).asInt();
      int place = Math.floorMod(hash >>> 1, vector.length);
      vector[place] += (hash & 1) == 0 ? 1f : -1f;
    }
  }

  /** A text without words must not become all zeros, which no index takes. */
  private static float[] normalised(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += value * value;
    }
    if (sum == 0) {
      vector[0] = 1f;
      return vector;
    }
    float length = (float) Math.sqrt(sum);
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
    return vector;
  }
}
