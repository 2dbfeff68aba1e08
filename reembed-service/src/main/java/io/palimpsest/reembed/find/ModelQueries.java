package io.palimpsest.reembed.find;

import dev.langchain4j.data.embedding.Embedding;
import io.palimpsest.access.ProblemException;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.reembed.embed.LoadedModel;
import io.palimpsest.vectorstore.VectorValues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Embeds with the model that made the stored vectors. */
public final class ModelQueries implements QueryEmbedder {
  private static final Logger LOG = LoggerFactory.getLogger(ModelQueries.class);
  private final LoadedModel model;

  /**
   * @param model the model
   */
  public ModelQueries(LoadedModel model) {
    this.model = model;
  }

  @Override
  public String model() {
    return model.info().name();
  }

  @Override
  public int dimension() {
    return model.info().dimension();
  }

  @Override
  public VectorValues embed(String query, Deadline deadline) {
    try {
      return checked(model.queries().until(deadline).embed(query).content());
    } catch (RuntimeException failure) {
      throw unavailable(model.failures().of(failure).reason());
    }
  }

  private VectorValues checked(Embedding answer) {
    VectorValues vector = VectorValues.of(answer.vector());
    if (vector.dimension() != dimension() || vector.isZero()) {
      throw new IllegalStateException("the model's answer is no vector of its dimension");
    }
    return vector;
  }

  private static ProblemException unavailable(String reason) {
    LOG.warn("query not embedded reason={}", reason);
    return new ProblemException(
        503, "model.unavailable", "the embedding model does not answer now; try again");
  }
}
