package io.palimpsest.reembed.embed;

import io.palimpsest.fencing.Deadline;
import java.util.List;

/** Lets no answer through that is not one finite vector, not all zeros, for each text. */
public final class ValidatingEmbedder implements Embedder {
  private final Embedder inner;

  /**
   * @param inner whose answers are checked
   */
  public ValidatingEmbedder(Embedder inner) {
    this.inner = inner;
  }

  @Override
  public ModelInfo model() {
    return inner.model();
  }

  @Override
  public List<float[]> embed(List<Passage> passages, Deadline deadline) {
    List<float[]> vectors = inner.embed(passages, deadline);
    if (vectors.size() != passages.size()) {
      throw new EmbeddingException.BadAnswer("embedding.wrong_count");
    }
    vectors.forEach(this::check);
    return vectors;
  }

  private void check(float[] vector) {
    if (vector.length != model().dimension()) {
      throw new EmbeddingException.BadAnswer("embedding.dimension_mismatch");
    }
    boolean zero = true;
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        throw new EmbeddingException.BadAnswer("embedding.not_finite");
      }
      zero &= value == 0;
    }
    if (zero) {
      throw new EmbeddingException.BadAnswer("embedding.all_zeros");
    }
  }
}
