package io.palimpsest.reembed.embed;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.palimpsest.fencing.Deadline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model behind LangChain4j's {@link EmbeddingModel}. Texts go out longest first: where a call
 * runs its texts in parallel, the last ones to end are then the short ones.
 */
public final class LangChainEmbedder implements Embedder {
  private final ModelInfo info;
  private final BoundedModel inner;
  private final ModelFailures failures;

  /**
   * @param info what the model is said to be
   * @param inner the model
   * @param failures what its exceptions mean
   */
  public LangChainEmbedder(ModelInfo info, BoundedModel inner, ModelFailures failures) {
    this.info = info;
    this.inner = inner;
    this.failures = failures;
  }

  @Override
  public ModelInfo model() {
    return info;
  }

  @Override
  public List<float[]> embed(List<Passage> passages, Deadline deadline) {
    List<Integer> order =
        IntStream.range(0, passages.size())
            .boxed()
            .sorted(Comparator.comparingInt((Integer at) -> passages.get(at).tokens()).reversed())
            .toList();
    List<Embedding> answer =
        call(
            order.stream().map(at -> TextSegment.from(passages.get(at).text())).toList(), deadline);
    if (answer.size() != passages.size()) {
      throw new EmbeddingException.BadAnswer("embedding.wrong_count");
    }
    List<float[]> vectors = new ArrayList<>(Collections.nCopies(answer.size(), null));
    for (int at = 0; at < answer.size(); at++) {
      vectors.set(order.get(at), answer.get(at).vector());
    }
    return vectors;
  }

  private List<Embedding> call(List<TextSegment> segments, Deadline deadline) {
    try {
      return inner.until(deadline).embedAll(segments).content();
    } catch (RuntimeException e) {
      throw failures.of(e);
    }
  }
}
