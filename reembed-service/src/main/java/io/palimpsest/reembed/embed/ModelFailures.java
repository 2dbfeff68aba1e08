package io.palimpsest.reembed.embed;

import io.palimpsest.fencing.DeadlinePassedException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** Says what an exception of a model means. */
@FunctionalInterface
public interface ModelFailures {
  /** The same failure in this package's terms. */
  EmbeddingException of(RuntimeException failure);

  /** A model in this process: it fails on a text, or has too much to do for a while. */
  static ModelFailures inProcess() {
    return failure ->
        switch (failure) {
          case EmbeddingException known -> known;
          case DeadlinePassedException late ->
              new EmbeddingException.Unavailable("embedding.deadline", Optional.empty(), late);
          case RejectedExecutionException full ->
              new EmbeddingException.Unavailable("embedding.busy", Optional.empty(), full);
          default -> new EmbeddingException.Rejected("embedding.rejected", failure);
        };
  }
}
