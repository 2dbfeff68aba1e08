package io.palimpsest.reembed.embed;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.DeadlinePassedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A model in this process that keeps deadlines as a remote one does. Texts wait in a queue of so
 * many; where there is no room, the call is refused at once. Whoever's time is over is answered
 * then, and what it left in the queue is never computed. Native code runs on threads of this
 * model's own: it would pin the carrier of a virtual thread. Thread-safe.
 */
public final class LocalModel implements BoundedModel {
  private final EmbeddingModel inner;
  private final ThreadPoolExecutor threads;

  /**
   * @param inner embeds a text on the thread that calls
   * @param name of the threads
   * @param parallel texts at once
   * @param waiting most texts that wait
   */
  public LocalModel(EmbeddingModel inner, String name, int parallel, int waiting) {
    this.inner = inner;
    this.threads =
        new ThreadPoolExecutor(
            parallel,
            parallel,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().daemon().name(name + '-', 0).factory());
  }

  @Override
  public EmbeddingModel until(Deadline deadline) {
    return texts -> embed(texts, deadline);
  }

  private Response<List<Embedding>> embed(List<TextSegment> texts, Deadline deadline) {
    List<Future<Embedding>> answers = new ArrayList<>();
    try {
      texts.forEach(text -> answers.add(threads.submit(() -> inner.embed(text).content())));
      List<Embedding> embeddings = new ArrayList<>();
      for (Future<Embedding> answer : answers) {
        embeddings.add(answer.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
      }
      return Response.from(embeddings);
    } catch (TimeoutException late) {
      throw new DeadlinePassedException();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("the model failed", failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddingException.Unavailable(
          "embedding.interrupted", Optional.empty(), interrupted);
    } finally {
      if (answers.stream().filter(answer -> answer.cancel(false)).count() > 0) {
        threads.purge();
      }
    }
  }
}
