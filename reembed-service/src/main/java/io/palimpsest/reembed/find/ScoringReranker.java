package io.palimpsest.reembed.find;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.scoring.ScoringModel;
import io.palimpsest.vectorstore.Ownership;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ranks by a scoring model, within a deadline. A text that repeats is sent once. Whatever the model
 * does wrong, the vector order is answered and says why.
 */
final class ScoringReranker implements Reranker {
  private static final Logger LOG = LoggerFactory.getLogger(ScoringReranker.class);

  private final String name;
  private final ScoringModel model;
  private final int candidates;
  private final Duration deadline;
  private final Executor threads;

  ScoringReranker(
      String name, ScoringModel model, int candidates, Duration deadline, Executor threads) {
    this.name = name;
    this.model = model;
    this.candidates = candidates;
    this.deadline = deadline;
    this.threads = threads;
  }

  @Override
  public int candidates(int topK) {
    return Math.max(topK, candidates);
  }

  @Override
  public Ranking rank(String query, List<Found> matches) {
    List<String> texts = matches.stream().flatMap(one -> text(one).stream()).distinct().toList();
    if (texts.isEmpty()) {
      return Ranking.byVector(matches);
    }
    try {
      List<Double> scores =
          CompletableFuture.supplyAsync(() -> score(query, texts), threads)
              .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
              .join();
      return ranked(matches, texts, scores);
    } catch (CompletionException failure) {
      String reason =
          failure.getCause() instanceof TimeoutException ? "rerank_timeout" : "rerank_failed";
      LOG.warn("not reranked ranker={} reason={}", name, reason);
      return Ranking.byVector(Ranking.VECTOR + ":" + reason, matches);
    }
  }

  private List<Double> score(String query, List<String> texts) {
    List<Double> scores =
        model.scoreAll(texts.stream().map(TextSegment::from).toList(), query).content();
    if (scores.size() != texts.size() || !scores.stream().allMatch(Double::isFinite)) {
      throw new IllegalStateException("the ranker did not score each text once");
    }
    return scores;
  }

  /** Texts without words cannot be scored: they come last, in their old order. */
  private Ranking ranked(List<Found> matches, List<String> texts, List<Double> scores) {
    Map<String, Double> scoreOf = new HashMap<>();
    for (int at = 0; at < texts.size(); at++) {
      scoreOf.put(texts.get(at), scores.get(at));
    }
    List<Ranking.Ranked> ranked =
        matches.stream()
            .map(one -> new Ranking.Ranked(one, text(one).map(scoreOf::get).orElse(0.0)))
            .sorted(Comparator.comparingDouble(Ranking.Ranked::score).reversed())
            .toList();
    return new Ranking(name, ranked);
  }

  private static Optional<String> text(Found found) {
    return found.match().metadata().text(Ownership.CHUNK_TEXT).filter(text -> !text.isBlank());
  }
}
