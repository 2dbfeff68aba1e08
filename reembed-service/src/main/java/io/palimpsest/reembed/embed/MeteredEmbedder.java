package io.palimpsest.reembed.embed;

import io.palimpsest.fencing.Deadline;
import java.time.Duration;
import java.util.List;

/** Counts what really reaches the model, and what fails there. */
public final class MeteredEmbedder implements Embedder {
  private final Embedder inner;
  private final EmbedMeter meter;

  /**
   * @param inner the model
   * @param meter counts
   */
  public MeteredEmbedder(Embedder inner, EmbedMeter meter) {
    this.inner = inner;
    this.meter = meter;
  }

  @Override
  public ModelInfo model() {
    return inner.model();
  }

  @Override
  public List<float[]> embed(List<Passage> passages, Deadline deadline) {
    long start = System.nanoTime();
    List<float[]> vectors = call(passages, deadline);
    meter.called(passages, Duration.ofNanos(System.nanoTime() - start));
    return vectors;
  }

  private List<float[]> call(List<Passage> passages, Deadline deadline) {
    try {
      return inner.embed(passages, deadline);
    } catch (EmbeddingException e) {
      meter.failedCall(e.reason());
      throw e;
    }
  }
}
