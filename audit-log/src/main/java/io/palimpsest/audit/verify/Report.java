package io.palimpsest.audit.verify;

import io.palimpsest.audit.log.Checkpoint;
import io.palimpsest.audit.verify.Finding.Weight;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of the verification of a whole log.
 *
 * @param head the checkpoint that the policy believes; empty when there is none
 * @param entries how many were read and led to its root, or to where that failed
 * @param agreeing checkpoints beside the head whose roots the same entries lead to
 * @param requests what became of the requests
 * @param findings the first of each weight
 * @param counts how many there are of each weight
 */
public record Report(
    Optional<Checkpoint> head,
    long entries,
    long agreeing,
    Requests requests,
    List<Finding> findings,
    Map<Weight, Long> counts) {
  /** So many findings of each weight are kept; all are counted. */
  public static final int MOST_FINDINGS = 100;

  /** Copies the collections. */
  public Report {
    findings = List.copyOf(findings);
    counts = Map.copyOf(counts);
  }

  /**
   * How many requests there are, by what became of them.
   *
   * @param confirmed erased and confirmed
   * @param otherwise ended without an erasure: nothing found, rejected, cancelled
   * @param open not ended
   * @param held of those, under a hold
   */
  public record Requests(long confirmed, long otherwise, long open, long held) {}

  /** In one word. */
  public enum Verdict {
    /** Everything fits what was signed, and every promise was kept. */
    VERIFIED,
    /** Everything fits what was signed; a promise was not kept. */
    INCOMPLETE,
    /** Something does not fit what was signed. */
    BROKEN
  }

  /** The verdict that follows from the findings. */
  public Verdict verdict() {
    if (head.isEmpty() || counts.containsKey(Weight.BROKEN)) {
      return Verdict.BROKEN;
    }
    return counts.containsKey(Weight.UNKEPT) ? Verdict.INCOMPLETE : Verdict.VERIFIED;
  }
}
