package io.palimpsest.messaging;

import org.jspecify.annotations.Nullable;

/**
 * The registry refuses a schema, because readers or writers of older ones could not work with it.
 */
public final class SchemaRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SchemaRefusedException(@Nullable String detail, Throwable cause) {
    super("the registry refuses the schema: " + detail, cause);
  }
}
