package io.palimpsest.messaging;

/** The registry does not hold the schema of an event: the topics were not applied. */
public final class SchemaNotRegisteredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SchemaNotRegisteredException(String subject) {
    super(
        "subject "
            + subject
            + " does not hold this program's schema; run 'palimpsest topics apply'");
  }
}
