package io.palimpsest.reembed.embed;

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
  public List<float[]> embed(List<Passage> passages) {
    long start = System.nanoTime();
    List<float[]> vectors = call(passages);
    int tokens = passages.stream().mapToInt(Passage::tokens).sum();
    meter.called(passages.size(), tokens, Duration.ofNanos(System.nanoTime() - start));
    return vectors;
  }

  private List<float[]> call(List<Passage> passages) {
    try {
      return inner.embed(passages);
    } catch (EmbeddingException e) {
      meter.failedCall(e.reason());
      throw e;
    }
  }
}
