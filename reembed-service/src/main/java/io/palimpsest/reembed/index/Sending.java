package io.palimpsest.reembed.index;

import java.util.OptionalLong;

/** What the store made of a slice. */
sealed interface Sending {
  /**
   * Every request was acknowledged.
   *
   * @param lsn highest log sequence number, where there is one
   */
  record Acknowledged(OptionalLong lsn) implements Sending {}

  /**
   * A record is rejected whenever it is sent.
   *
   * @param reason machine-readable
   */
  record Rejected(String reason) implements Sending {}

  /**
   * Not all was acknowledged in time.
   *
   * @param reason machine-readable
   */
  record Unfinished(String reason) implements Sending {}
}
