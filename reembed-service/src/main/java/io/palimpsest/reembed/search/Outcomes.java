package io.palimpsest.reembed.search;

import io.palimpsest.access.ProblemException;
import io.palimpsest.reembed.search.answer.SearchAnswer.AnsweredNamespace;
import io.palimpsest.reembed.search.find.Outcome;
import io.palimpsest.vectorstore.VectorStoreException;
import java.util.List;

/** What the outcomes of namespaces mean for the whole answer. */
final class Outcomes {
  private Outcomes() {}

  /** A search of which no part was answered is a problem and not an empty list. */
  static void requireAnAnswer(List<Outcome> outcomes) {
    if (outcomes.stream().anyMatch(Outcome.Answered.class::isInstance)) {
      return;
    }
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Failed failed) {
        throw problem(failed.cause());
      }
    }
  }

  static List<AnsweredNamespace> shown(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(
            outcome ->
                new AnsweredNamespace(
                    outcome.place().name(),
                    status(outcome),
                    Stopwatch.milliseconds(outcome.took())))
        .toList();
  }

  static boolean partial(List<Outcome> outcomes) {
    return outcomes.stream()
        .anyMatch(
            outcome ->
                switch (outcome) {
                  case Outcome.Answered answered -> answered.stale() > 0;
                  case Outcome.Failed failed -> true;
                });
  }

  static int leaked(List<Outcome> outcomes) {
    return outcomes.stream()
        .mapToInt(
            outcome ->
                switch (outcome) {
                  case Outcome.Answered answered -> answered.leaked();
                  case Outcome.Failed failed -> 0;
                })
        .sum();
  }

  private static String status(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered answered -> answered.stale() > 0 ? "stale_model" : "ok";
      case Outcome.Failed failed ->
          failed.cause() instanceof VectorStoreException.RateLimited
              ? "rate_limited"
              : "unavailable";
    };
  }

  private static ProblemException problem(VectorStoreException cause) {
    return cause instanceof VectorStoreException.Rejected
        ? new ProblemException(
            400, "search.refused", "the store refuses this filter or vector", "filter", "")
        : new ProblemException(
            503, "store.unavailable", "the vector store does not answer now; try again");
  }
}
