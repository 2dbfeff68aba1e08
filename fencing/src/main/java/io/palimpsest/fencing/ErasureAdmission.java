package io.palimpsest.fencing;

/** The answer to a participant that wants to delete what a {@link Warrant} names. */
public sealed interface ErasureAdmission {
  /**
   * The work may send until its deadline, which is never past the warrant's expiry.
   *
   * @param work to be closed by the caller, always
   */
  record Admitted(Work work) implements ErasureAdmission {}

  /**
   * All fences up to the warrant's are known, and none is of the scope: refuse, and tell people.
   */
  record Unfenced() implements ErasureAdmission {}

  /** The warrant's expiry has passed. */
  record Expired() implements ErasureAdmission {}

  /** The warrant's fence is not known here yet: ask again later. */
  record Behind() implements ErasureAdmission {}

  /** The writer has no valid lease now: ask again later. */
  record Unleased() implements ErasureAdmission {}
}
