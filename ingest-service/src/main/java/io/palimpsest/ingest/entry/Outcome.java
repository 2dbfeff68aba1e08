package io.palimpsest.ingest.entry;

import java.util.concurrent.CompletableFuture;

/** What became of a requested change. */
public sealed interface Outcome {
  /**
   * The change is durable, or was already.
   *
   * @param head the entry as it is now
   * @param revision revision that the change led to
   * @param created whether it created the entry
   * @param unchanged whether the state was what it is now
   * @param announced completes when the revision was announced, or exceptionally when the relay has
   *     to do it later
   */
  record Accepted(
      Head head,
      long revision,
      boolean created,
      boolean unchanged,
      CompletableFuture<Void> announced)
      implements Outcome {
    /** An outcome that has nothing to announce. */
    public static Accepted quiet(Head head, long revision, boolean created) {
      return new Accepted(
          head, revision, created, !created, CompletableFuture.completedFuture(null));
    }
  }

  /**
   * Nothing was written.
   *
   * @param refusal the reason
   */
  record Refused(Refusal refusal) implements Outcome {}

  /** The change, or throws the refusal. */
  default Accepted orThrow() {
    return switch (this) {
      case Accepted accepted -> accepted;
      case Refused refused -> throw new RefusedException(refused.refusal());
    };
  }
}
