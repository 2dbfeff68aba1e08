package io.palimpsest.reembed.search;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.reembed.find.Ask;
import io.palimpsest.reembed.find.FanOut;
import io.palimpsest.reembed.find.Found;
import io.palimpsest.reembed.find.Merge;
import io.palimpsest.reembed.find.Place;
import io.palimpsest.vectorstore.VectorValues;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the other side of a route the same, and counts how much of the given answer it finds too.
 * Behind the answer: it never delays or fails one, and is left out when too many are under way.
 */
final class Comparison {
  private static final Logger LOG = LoggerFactory.getLogger(Comparison.class);
  private static final int AT_ONCE = 16;
  private final FanOut fanOut;
  private final SearchMetrics metrics;
  private final Supplier<Deadline> embedding;
  private final Semaphore permits = new Semaphore(AT_ONCE);

  Comparison(FanOut fanOut, SearchMetrics metrics, Supplier<Deadline> embedding) {
    this.fanOut = fanOut;
    this.metrics = metrics;
    this.embedding = embedding;
  }

  /** Only words can be asked of another model. */
  void begin(AskedTarget side, List<Place> places, Question question, List<Found> given) {
    if (question.probe() instanceof Probe.Words words && permits.tryAcquire()) {
      Thread.startVirtualThread(
          () -> {
            try {
              compare(side, places, question, words.text(), given);
            } catch (RuntimeException e) {
              LOG.warn("the other side of a route was not compared", e);
            } finally {
              permits.release();
            }
          });
    }
  }

  private void compare(
      AskedTarget side, List<Place> places, Question question, String words, List<Found> given) {
    VectorValues vector = side.embedder().embed(words, embedding.get());
    Ask ask = new Ask(vector, question.topK(), question.filter());
    List<Found> other =
        Merge.best(
            fanOut.ask(side.target(), places, ask),
            side.target().metric(),
            question.minScore(),
            question.topK());
    metrics.compared(overlap(given, other));
  }

  /** The part of the given matches that the other side found too; two empty answers agree. */
  static double overlap(List<Found> given, List<Found> other) {
    Set<String> both = names(given);
    if (both.isEmpty()) {
      return other.isEmpty() ? 1 : 0;
    }
    double all = both.size();
    both.retainAll(names(other));
    return both.size() / all;
  }

  private static Set<String> names(List<Found> found) {
    return found.stream()
        .map(one -> one.place().name() + ' ' + one.match().id())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
