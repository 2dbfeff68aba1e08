package io.palimpsest.reembed.search;

import io.palimpsest.access.ProblemException;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.reembed.find.Ask;
import io.palimpsest.reembed.find.FanOut;
import io.palimpsest.reembed.find.Found;
import io.palimpsest.reembed.find.Merge;
import io.palimpsest.reembed.find.Place;
import io.palimpsest.reembed.find.QueryEmbedder;
import io.palimpsest.reembed.find.Ranking;
import io.palimpsest.reembed.find.Ranking.Ranked;
import io.palimpsest.reembed.find.Reply;
import io.palimpsest.reembed.find.Reranker;
import io.palimpsest.vectorstore.VectorValues;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** One search: embed, ask the namespaces, merge, rank, join positions, answer. */
final class Searcher {
  private final AskedTargets sides;
  private final FanOut fanOut;
  private final Reranker reranker;
  private final Comparison comparison;
  private final SearchMetrics metrics;
  private final Ticker ticker;
  private final Supplier<Deadline> embedding;

  /**
   * @param embedding deadline of a query that is to become a vector now
   */
  Searcher(
      AskedTargets sides,
      FanOut fanOut,
      Reranker reranker,
      SearchMetrics metrics,
      Ticker ticker,
      Supplier<Deadline> embedding) {
    this.sides = sides;
    this.fanOut = fanOut;
    this.reranker = reranker;
    this.comparison = new Comparison(fanOut, metrics, embedding);
    this.metrics = metrics;
    this.ticker = ticker;
    this.embedding = embedding;
  }

  Searched search(List<Place> places, Question question) {
    Stopwatch watch = new Stopwatch(ticker);
    AskedTargets.Asked asked = sides.of(places);
    AskedTarget side = asked.answering();
    VectorValues vector = vector(question.probe(), side.embedder());
    Duration embed = watch.lap();
    int wanted = question.rerank() ? reranker.candidates(question.topK()) : question.topK();
    List<Reply> outcomes =
        fanOut.ask(side.target(), places, new Ask(vector, wanted, question.filter()));
    Replies.requireAnAnswer(outcomes);
    List<Found> best = Merge.best(outcomes, side.target().metric(), question.minScore(), wanted);
    Duration store = watch.lap();
    asked.compared().ifPresent(other -> comparison.begin(other, places, question, best));
    Ranking ranking = rank(question, best);
    Duration rerank = watch.lap();
    metrics.searched(embed, store, rerank, outcomes);
    return new Searched(
        answer(ranking, question.topK(), outcomes, side.positions(), took(embed, store, rerank)),
        Replies.leaked(outcomes));
  }

  private Ranking rank(Question question, List<Found> best) {
    return question.rerank() && question.probe() instanceof Probe.Words words
        ? reranker.rank(words.text(), best)
        : Ranking.byVector(best);
  }

  private VectorValues vector(Probe probe, QueryEmbedder embedder) {
    return switch (probe) {
      case Probe.Words words -> embedder.embed(words.text(), embedding.get());
      case Probe.Place place -> {
        if (place.values().dimension() != embedder.dimension()) {
          throw new ProblemException(
              400,
              "search.invalid",
              "vector breaks its rule",
              "vector",
              "has " + embedder.dimension() + " numbers");
        }
        yield place.values();
      }
    };
  }

  private static SearchAnswer answer(
      Ranking ranking,
      int topK,
      List<Reply> outcomes,
      ChunkPositions positions,
      SearchAnswer.Took took) {
    List<Ranked> shown = ranking.matches().stream().limit(topK).toList();
    List<OptionalInt> chunkNumbers = positions.of(shown.stream().map(Ranked::found).toList());
    List<AnsweredMatch> matches = new ArrayList<>(shown.size());
    for (int at = 0; at < shown.size(); at++) {
      Ranked one = shown.get(at);
      matches.add(MatchText.of(one.found(), one.score(), chunkNumbers.get(at)));
    }
    return new SearchAnswer(
        matches, Replies.shown(outcomes), Replies.partial(outcomes), ranking.ranker(), took);
  }

  private static SearchAnswer.Took took(Duration embed, Duration store, Duration rerank) {
    return new SearchAnswer.Took(
        Stopwatch.milliseconds(embed),
        Stopwatch.milliseconds(store),
        Stopwatch.milliseconds(rerank));
  }
}
