package io.palimpsest.reembed.embed;

import io.palimpsest.fencing.Deadline;
import java.util.List;

/**
 * Stands for a model where the index embeds texts itself: asks nobody. The vectors that it gives
 * are empty, which says that the index is to compute them.
 */
public final class IndexEmbeds implements Embedder {
  private static final float[] LEFT_TO_THE_INDEX = {};
  private final ModelInfo info;

  /**
   * @param info the model of the index
   */
  public IndexEmbeds(ModelInfo info) {
    this.info = info;
  }

  @Override
  public ModelInfo model() {
    return info;
  }

  @Override
  public List<float[]> embed(List<Passage> passages, Deadline deadline) {
    return passages.stream().map(passage -> LEFT_TO_THE_INDEX).toList();
  }
}
