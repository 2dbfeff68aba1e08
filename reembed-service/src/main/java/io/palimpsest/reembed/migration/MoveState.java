package io.palimpsest.reembed.migration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.palimpsest.audit.tree.Frontier;
import io.palimpsest.audit.tree.Hash;
import io.palimpsest.reembed.migration.CopyPlan.Move;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A move that was agreed to, as far as it has come.
 *
 * @param move what goes where
 * @param plan hash of the plan
 * @param model model of the vectors
 * @param by who agreed to it
 * @param acceptedAt when
 * @param copied how far the copy is
 * @param verified what the last verification said, if there was one since the last copy
 * @param parity what readers were found to see, if that was asked
 * @param readShare percentage of questions that the new side answers before it is live
 */
record MoveState(
    Move move,
    String plan,
    String model,
    String by,
    Instant acceptedAt,
    Copied copied,
    Optional<Verified> verified,
    Optional<Parity> parity,
    int readShare) {

  /** One of which nothing was done yet. */
  static MoveState begun(Move move, String plan, String model, String by, Instant acceptedAt) {
    return new MoveState(
        move, plan, model, by, acceptedAt, Copied.NOTHING, Optional.empty(), Optional.empty(), 0);
  }

  /**
   * How far a copy is. All of it becomes durable at once, after the store has answered.
   *
   * @param token of the listing's next page, empty at its beginning
   * @param last id of the last vector that was looked at
   * @param vectors how many were copied
   * @param rejected how many cannot be
   * @param superseded how many are of sources that were submitted anew
   * @param subtrees roots of the tree over what was copied
   * @param done whether the listing is at its end
   */
  record Copied(
      String token,
      String last,
      long vectors,
      long rejected,
      long superseded,
      List<Hash> subtrees,
      boolean done) {
    static final Copied NOTHING = new Copied("", "", 0, 0, 0, List.of(), false);

    /** Copies the list. */
    Copied {
      subtrees = List.copyOf(subtrees);
    }

    NamespaceRoot root() {
      return new NamespaceRoot(new Frontier(vectors, subtrees), last);
    }

    long looked() {
      return vectors + rejected + superseded;
    }
  }

  /**
   * What a verification saw.
   *
   * @param job id of the job that looked; its findings are the differences
   * @param at when it ended
   * @param vectors how many there are on the old side that are to be on the new one
   * @param missing how many of them are not
   * @param extra how many are on the new side and not on the old one
   * @param different how many are not the same
   * @param rejected how many stay
   * @param superseded how many are of sources that were submitted anew
   * @param before root of the old side
   * @param after root of the new one
   */
  record Verified(
      UUID job,
      Instant at,
      long vectors,
      long missing,
      long extra,
      long different,
      long rejected,
      long superseded,
      String before,
      String after) {
    boolean passed() {
      return missing == 0 && extra == 0 && different == 0 && before.equals(after);
    }
  }

  /**
   * What readers see on the new side of what they saw on the old.
   *
   * @param at when it was asked
   * @param queries how many questions
   * @param recall mean share of the nearest that are among the answers
   * @param spread how it is spread over the questions
   * @param by who asked
   * @param acceptedBy who accepted a lower one, if anybody did
   */
  record Parity(
      Instant at,
      int queries,
      double recall,
      Spread spread,
      String by,
      Optional<String> acceptedBy) {
    boolean passed() {
      return queries > 0 && (recall >= 1.0 || acceptedBy.isPresent());
    }
  }

  /**
   * How answers compare, question by question.
   *
   * @param median of the recalls
   * @param p5 the recall that a twentieth of the questions stay below
   * @param rankCorrelation mean of the questions' rank correlations (Kendall's tau-b), empty when
   *     none of them had two answers in common
   */
  record Spread(
      double median,
      double p5,
      @JsonProperty("rank_correlation") Optional<Double> rankCorrelation) {}
}
