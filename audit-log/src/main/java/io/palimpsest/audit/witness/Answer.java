package io.palimpsest.audit.witness;

/** What a witness says to a checkpoint, each with its status in HTTP. */
public sealed interface Answer {
  /**
   * It is the history that is known, grown; the checkpoint is on the disk.
   *
   * @param line the cosignature's line, without its line feed
   */
  record Cosigned(String line) implements Answer {}

  /**
   * The log believes another size to be the last that was cosigned (409).
   *
   * @param size that was
   */
  record Conflict(long size) implements Answer {}

  /**
   * Refused.
   *
   * @param status of HTTP: 400 malformed, 403 not signed by its log, 404 unknown log, 422 not the
   *     history that was cosigned
   * @param why in a line
   */
  record Refused(int status, String why) implements Answer {}
}
