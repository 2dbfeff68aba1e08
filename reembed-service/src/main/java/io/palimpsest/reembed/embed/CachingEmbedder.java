package io.palimpsest.reembed.embed;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.fence.Admissions;
import io.palimpsest.reembed.fence.Admissions.Admitted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the model only for what the cache does not have, and keeps its answer before it is written
 * anywhere else. A cache that fails costs calls, never a change.
 */
public final class CachingEmbedder implements Embedder, Afterwards {
  private static final Logger LOG = LoggerFactory.getLogger(CachingEmbedder.class);
  private final Embedder inner;
  private final EmbeddingCache cache;
  private final Admissions admissions;

  /**
   * @param inner the model
   * @param cache keeps its answers
   * @param admissions the fence: what is kept is content
   */
  public CachingEmbedder(Embedder inner, EmbeddingCache cache, Admissions admissions) {
    this.inner = inner;
    this.cache = cache;
    this.admissions = admissions;
  }

  @Override
  public ModelInfo model() {
    return inner.model();
  }

  @Override
  public List<float[]> embed(List<Passage> passages, Deadline deadline) {
    return remembering(passages, missing -> inner.embed(missing, deadline));
  }

  @Override
  public List<float[]> embed(List<Passage> passages, Turn turn) throws InterruptedException {
    return remembering(passages, missing -> inner.embed(missing, turn));
  }

  private interface Asking<X extends Exception> {
    List<float[]> ask(List<Passage> missing) throws X;
  }

  private <X extends Exception> List<float[]> remembering(List<Passage> passages, Asking<X> model)
      throws X {
    Map<Passage, float[]> vectors = new HashMap<>(known(passages));
    List<Passage> missing = new ArrayList<>(new LinkedHashSet<>(passages));
    missing.removeAll(vectors.keySet());
    if (!missing.isEmpty()) {
      List<float[]> answer = model.ask(missing);
      Map<Passage, float[]> fresh = new HashMap<>();
      for (int at = 0; at < missing.size(); at++) {
        fresh.put(missing.get(at), answer.get(at));
      }
      keep(fresh);
      vectors.putAll(fresh);
    }
    return passages.stream().map(passage -> Objects.requireNonNull(vectors.get(passage))).toList();
  }

  @Override
  public Embedder unremembered() {
    return inner.unremembered();
  }

  /** Forgets what the store and the ledger have by now. */
  @Override
  public void committed(List<Passage> passages) {
    if (passages.isEmpty()) {
      return;
    }
    guarded(passages, (work, admitted) -> cache.forget(model().name(), admitted, work));
  }

  private Map<Passage, float[]> known(List<Passage> passages) {
    try {
      return cache.find(model().name(), passages);
    } catch (RuntimeException e) {
      LOG.warn("the cache cannot be read, embedding again", e);
      return Map.of();
    }
  }

  private void keep(Map<Passage, float[]> fresh) {
    guarded(
        fresh.keySet(),
        (work, admitted) -> {
          Map<Passage, float[]> kept = new HashMap<>();
          admitted.forEach(
              passage -> kept.put(passage, Objects.requireNonNull(fresh.get(passage))));
          cache.put(model().name(), kept, work);
        });
  }

  private interface Request {
    void send(Work work, List<Passage> admitted);
  }

  private void guarded(Collection<Passage> passages, Request request) {
    try {
      Admitted<Passage> all = admissions.admit(passages, Passage::entity);
      try (Work work = all.work()) {
        if (!all.admitted().isEmpty()) {
          request.send(work, all.admitted());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("the cache cannot be written", e);
    }
  }
}
