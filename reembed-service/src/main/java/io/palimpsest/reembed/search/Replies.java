package io.palimpsest.reembed.search;

import io.palimpsest.access.ProblemException;
import io.palimpsest.reembed.find.Reply;
import io.palimpsest.reembed.search.SearchAnswer.AnsweredNamespace;
import io.palimpsest.vectorstore.VectorStoreException;
import java.util.List;

/** What the outcomes of namespaces mean for the whole answer. */
final class Replies {
  private Replies() {}

  /** A search of which no part was answered is a problem and not an empty list. */
  static void requireAnAnswer(List<Reply> outcomes) {
    if (outcomes.stream().anyMatch(Reply.Answered.class::isInstance)) {
      return;
    }
    for (Reply outcome : outcomes) {
      if (outcome instanceof Reply.Failed failed) {
        throw problem(failed.cause());
      }
    }
  }

  static List<AnsweredNamespace> shown(List<Reply> outcomes) {
    return outcomes.stream()
        .map(
            outcome ->
                new AnsweredNamespace(
                    outcome.place().name(),
                    status(outcome),
                    Stopwatch.milliseconds(outcome.took())))
        .toList();
  }

  static boolean partial(List<Reply> outcomes) {
    return outcomes.stream()
        .anyMatch(
            outcome ->
                switch (outcome) {
                  case Reply.Answered answered -> answered.stale() > 0;
                  case Reply.Failed failed -> true;
                });
  }

  static int leaked(List<Reply> outcomes) {
    return outcomes.stream()
        .mapToInt(
            outcome ->
                switch (outcome) {
                  case Reply.Answered answered -> answered.leaked();
                  case Reply.Failed failed -> 0;
                })
        .sum();
  }

  private static String status(Reply outcome) {
    return switch (outcome) {
      case Reply.Answered answered -> answered.stale() > 0 ? "stale_model" : "ok";
      case Reply.Failed failed ->
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
