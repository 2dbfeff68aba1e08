package io.palimpsest.reembed.embed;

import io.palimpsest.fencing.Deadline;
import java.util.List;

/** Turns texts into vectors. Calls block; thread-safe. Layers around a model implement it too. */
public interface Embedder {
  /** The model behind it. */
  ModelInfo model();

  /**
   * One vector for each passage, in the same order, of the model's dimension.
   *
   * @param passages of any tenants, at least one
   * @param deadline after which nothing is asked of the model any more, nor waited for
   * @throws EmbeddingException whose type says what may be done about it; nothing was kept
   */
  List<float[]> embed(List<Passage> passages, Deadline deadline);

  /**
   * The same, taking a turn for what really asks the model; a layer that remembers answers looks
   * them up without one, so that nobody waits for its reading and writing.
   */
  default List<float[]> embed(List<Passage> passages, Turn turn) throws InterruptedException {
    return turn.take(this, passages);
  }

  /** Waits until it is somebody's turn. */
  @FunctionalInterface
  interface Turn {
    /** Asks the model when its turn has come, with a deadline that is fixed then. */
    List<float[]> take(Embedder model, List<Passage> passages) throws InterruptedException;
  }

  /** The layers that really ask the model, without any that remembers answers. */
  default Embedder unremembered() {
    return this;
  }
}
