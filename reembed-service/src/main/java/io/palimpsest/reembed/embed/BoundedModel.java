package io.palimpsest.reembed.embed;

import dev.langchain4j.model.embedding.EmbeddingModel;
import io.palimpsest.fencing.Deadline;

/** A model for calls that end: LangChain4j's port has no place for a deadline. Thread-safe. */
@FunctionalInterface
public interface BoundedModel {
  /**
   * The model for what is asked before the deadline.
   *
   * @return sends nothing after it and waits for no answer beyond it; fails with {@link
   *     io.palimpsest.fencing.DeadlinePassedException} then, on its own or as a cause
   */
  EmbeddingModel until(Deadline deadline);
}
