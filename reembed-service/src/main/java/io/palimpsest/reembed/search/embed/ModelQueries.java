package io.palimpsest.reembed.search.embed;

import dev.langchain4j.data.embedding.Embedding;
import io.palimpsest.access.ProblemException;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.reembed.embed.LoadedModel;
import io.palimpsest.vectorstore.VectorValues;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeds with the model that made the stored vectors. Runs on threads of its own: native code pins
 * a virtual thread to its carrier, and would hold up every other search.
 */
public final class ModelQueries implements QueryEmbedder {
  private static final Logger LOG = LoggerFactory.getLogger(ModelQueries.class);
  private final LoadedModel model;
  private final Executor threads;

  /**
   * @param model the model
   * @param threads platform threads
   */
  public ModelQueries(LoadedModel model, Executor threads) {
    this.model = model;
    this.threads = threads;
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
      return CompletableFuture.supplyAsync(
              () -> model.queries().until(deadline).embed(query), threads)
          .orTimeout(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)
          .thenApply(answer -> checked(answer.content()))
          .join();
    } catch (CompletionException failure) {
      throw unavailable(reason(failure.getCause() instanceof Exception cause ? cause : failure));
    }
  }

  private VectorValues checked(Embedding answer) {
    VectorValues vector = VectorValues.of(answer.vector());
    if (vector.dimension() != dimension() || vector.isZero()) {
      throw new IllegalStateException("the model's answer is no vector of its dimension");
    }
    return vector;
  }

  private String reason(Exception cause) {
    return switch (cause) {
      case TimeoutException late -> "embedding.deadline";
      case RuntimeException failure -> model.failures().of(failure).reason();
      default -> cause.getClass().getSimpleName();
    };
  }

  private static ProblemException unavailable(String reason) {
    LOG.warn("query not embedded reason={}", reason);
    return new ProblemException(
        503, "model.unavailable", "the embedding model does not answer now; try again");
  }
}
