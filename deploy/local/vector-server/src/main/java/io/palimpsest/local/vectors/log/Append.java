package io.palimpsest.local.vectors.log;

import java.util.concurrent.CompletableFuture;

/**
 * A record that was handed to the log.
 *
 * @param synced completes when the record is on disk, exceptionally when it could not be put there
 */
public record Append(long lsn, CompletableFuture<Long> synced) {

  /** One that was read from the log, so is on disk already. */
  public static Append replayed(long lsn) {
    return new Append(lsn, CompletableFuture.completedFuture(lsn));
  }
}
