package io.palimpsest.reembed.text;

/**
 * How documents are cut.
 *
 * @param target most tokens of a chunk, special ones included; at most what the model reads
 * @param overlap tokens of the chunk before that are repeated at the start of a chunk; 0 for none
 */
public record ChunkingRules(int target, int overlap) {
  /** Leaves at least half of a chunk to text of its own. */
  public ChunkingRules {
    if (target < 16) {
      throw new IllegalArgumentException("target: at least 16 tokens, not " + target);
    }
    if (overlap < 0 || overlap > target / 2) {
      throw new IllegalArgumentException("overlap: 0 to half of the target, not " + overlap);
    }
  }

  /** Name of the rules, as the ledger keeps it: another name makes every document due again. */
  public String name() {
    return "cdc1-" + target + "-" + overlap;
  }
}
