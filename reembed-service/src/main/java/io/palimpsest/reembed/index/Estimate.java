package io.palimpsest.reembed.index;

/**
 * What work would take.
 *
 * @param chunks texts for the model; a cache may still spare it some of them
 * @param tokens their tokens, special ones included
 * @param rewritten vectors that would get other metadata
 * @param removed vectors that would be deleted
 */
public record Estimate(long chunks, long tokens, long rewritten, long removed) {
  static Estimate of(Plan.Replace plan) {
    return new Estimate(
        plan.embed().size(),
        plan.embed().stream().mapToLong(Piece::tokens).sum(),
        plan.rewrite().size(),
        plan.remove().size());
  }
}
