package io.palimpsest.right;

/** What may be done, by the brokers' names. */
public enum Operation {
  /** Read records; of a group: take part in it. */
  READ,
  /** Write records; of a transaction: begin it. */
  WRITE,
  /** Delete records that were read. */
  DELETE,
  /** See that it is there, and where it begins and ends. */
  DESCRIBE,
  /** See its settings. */
  DESCRIBE_CONFIGS
}
