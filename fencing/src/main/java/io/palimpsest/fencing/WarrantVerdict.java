package io.palimpsest.fencing;

/** What {@link WriterState} decides on work under a warrant that has entered the table. */
enum WarrantVerdict {
  /** It may send until the deadline that its row has now. */
  ADMIT,
  /** All fences up to the warrant's are applied, and none is of the scope. */
  UNFENCED,
  /** Its time is over. */
  EXPIRED,
  /** The warrant's fence is not applied yet. */
  BEHIND,
  /** There is no valid lease. */
  UNLEASED
}
