package io.palimpsest.reembed.index;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;

/** What became of an assignment. */
public sealed interface Written {
  /**
   * All of it is in the store and in the ledger.
   *
   * @param lsn highest log sequence number of its requests, where the store says one
   */
  record Done(OptionalLong lsn) implements Written {}

  /** Somebody else changed the row: read it again and plan anew. */
  record Lost() implements Written {}

  /**
   * A scope on the path is fenced: refused for ever.
   *
   * @param uid the fenced one
   */
  record Fenced(UUID uid) implements Written {}

  /**
   * The store rejects one of its records whenever it is sent.
   *
   * @param reason machine-readable
   */
  record Rejected(String reason) implements Written {}

  /**
   * Not finished before the deadline. Its intent is open; another attempt may follow after the
   * wait.
   *
   * @param reason machine-readable, what stood in the way
   * @param pause how long the intent must be left alone
   */
  record Unfinished(String reason, Duration pause) implements Written {}
}
