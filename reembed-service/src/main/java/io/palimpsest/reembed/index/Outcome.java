package io.palimpsest.reembed.index;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

/** What became of a task. */
public sealed interface Outcome {
  /** Reason of what waits for its tenant to appear. */
  String UNKNOWN_TENANT = "tenant.unknown";

  /** The task is over: its record may be let go of. */
  sealed interface Final extends Outcome {}

  /**
   * Vectors were written.
   *
   * @param embedded by the model
   * @param reused without the model
   * @param removed vectors deleted
   * @param lsn of the last write, where the store says one
   */
  record Embedded(int embedded, int reused, int removed, OptionalLong lsn) implements Final {}

  /**
   * The store held everything already: no call to model or store.
   *
   * @param reused vectors
   */
  record Unchanged(int reused) implements Final {}

  /**
   * The entity's vectors are gone.
   *
   * @param removed how many there were
   * @param lsn of the last delete, where the store says one
   */
  record Removed(int removed, OptionalLong lsn) implements Final {}

  /**
   * Older than what the ledger has: nothing was done.
   *
   * @param ledger revision of the ledger
   */
  record Superseded(long ledger) implements Final {}

  /**
   * A scope on the path is fenced: refused for ever, nothing deleted.
   *
   * @param uid the fenced one
   */
  record Refused(UUID uid) implements Final {}

  /** Its content was erased meanwhile: nothing is left to be embedded. */
  record Erased() implements Final {}

  /**
   * It cannot succeed as it is: to be set aside for a person.
   *
   * @param reason machine-readable
   */
  record Parked(String reason) implements Final {}

  /**
   * Not now: nothing is wrong with the task itself. Never counts as an attempt.
   *
   * @param reason machine-readable, what stood in the way
   * @param pause least time to wait
   */
  record Later(String reason, Duration pause) implements Outcome {}
}
