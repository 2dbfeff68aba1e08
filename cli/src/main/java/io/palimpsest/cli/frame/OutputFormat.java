package io.palimpsest.cli.frame;

/** Forms of what a command prints. */
public enum OutputFormat {
  /** For people. */
  TABLE,
  /** One JSON value. */
  JSON,
  /** A JSON value per line. */
  NDJSON
}
