package io.palimpsest.reembed.migration;

import java.time.Duration;
import java.util.List;

/**
 * A plan as it is shown.
 *
 * @param hash what is agreed to by naming it
 * @param model model of the vectors
 * @param dimension length of the vectors
 * @param moves what goes where
 * @param quarantined what nobody owns
 * @param setAside what stays
 * @param refusals why it cannot be carried out
 * @param estimate what it will take
 */
record PlanAnswer(
    String hash,
    String model,
    int dimension,
    List<Move> moves,
    List<CopyPlan.Quarantined> quarantined,
    @com.fasterxml.jackson.annotation.JsonProperty("set_aside") List<Mapping.SetAside> setAside,
    List<CopyPlan.Refusal> refusals,
    Estimate estimate) {

  /**
   * One namespace and where it goes.
   *
   * @param namespace its name in the old system
   * @param creator public id of its owner
   * @param twin public id of the twin
   * @param target its name here
   * @param vectors how many it holds
   */
  record Move(String namespace, String creator, String twin, String target, long vectors) {}

  /**
   * What a copy will take. Nothing is embedded, so it costs no tokens.
   *
   * @param vectors how many vectors
   * @param bytes of vectors and metadata, about
   * @param tokens that a model is asked for
   * @param cost of the tokens
   * @param seconds at the pace of the look that was just taken; written twice and read once more
   */
  record Estimate(long vectors, long bytes, long tokens, double cost, long seconds) {}

  static PlanAnswer of(CopyPlan plan, int dimension, List<Observed> observed, Duration look) {
    long seen = Math.max(1, observed.stream().mapToLong(Observed::vectors).sum());
    long bytes =
        plan.moves().stream()
            .mapToLong(
                move ->
                    move.vectors()
                        * observed.stream()
                            .filter(one -> LegacyName.of(one.name()).equals(move.namespace()))
                            .mapToLong(Observed::bytes)
                            .findFirst()
                            .orElse(0))
            .sum();
    return new PlanAnswer(
        plan.hash(),
        plan.model(),
        dimension,
        plan.moves().stream()
            .map(
                one ->
                    new Move(
                        one.namespace(), one.creator(), one.twin(), one.target(), one.vectors()))
            .toList(),
        plan.quarantined(),
        plan.setAside(),
        plan.refusals(),
        new Estimate(
            plan.vectors(), bytes, 0, 0, 3 * look.toSeconds() * plan.vectors() / seen + 1));
  }
}
