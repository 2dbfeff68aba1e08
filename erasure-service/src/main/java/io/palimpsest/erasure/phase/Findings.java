package io.palimpsest.erasure.phase;

import io.palimpsest.erasure.model.InboxEnds;
import io.palimpsest.erasure.model.Plan;

/** What was found of a scope that the registry did not know. */
public sealed interface Findings {
  /** Ingest has not settled everything that came in before the receipt: nothing can be said yet. */
  record Behind() implements Findings {}

  /**
   * The inbox was made anew: what lies in it now counts.
   *
   * @param ends where it ends now
   */
  record Renewed(InboxEnds ends) implements Findings {}

  /** The registry knows the scope by now. */
  record Registered() implements Findings {}

  /**
   * A request that is known erases the scope, or did.
   *
   * @param cover that request
   * @param plan what to look at, by uid alone
   */
  record ErasedBefore(Covering.Cover cover, Plan plan) implements Findings {}

  /**
   * There is something, and nothing says whose it is.
   *
   * @param parked parked submissions under the scope's ids
   * @param stored whether the vector store has something under the scope's names
   * @param forgotten whether an erasure is remembered of which there is no confirmed request
   */
  record Ownerless(long parked, boolean stored, boolean forgotten) implements Findings {
    /** Codes and counts for the journal. */
    String detail() {
      return "parked=" + parked + ",stored=" + stored + ",forgotten=" + forgotten;
    }
  }

  /** There is nothing, anywhere. */
  record Nothing() implements Findings {}
}
