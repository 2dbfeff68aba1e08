package io.palimpsest.reembed.ledger;

/**
 * How an entity was made into vectors. Another rendering makes it due again.
 *
 * @param namespace namespace of the vectors
 * @param model model that embedded them
 * @param chunker rules that cut the text
 */
public record Rendering(String namespace, String model, String chunker) {
  /** The rendering of a row whose vectors are partly old and partly new: equal to no other. */
  public Rendering mixed() {
    return new Rendering(namespace, "", "");
  }
}
