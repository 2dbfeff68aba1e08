package io.palimpsest.audit;

import org.jspecify.annotations.Nullable;

/** Bytes are no statement of the log, or not in its one canonical form. Never holds the bytes. */
public final class MalformedStatementException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedStatementException(String what, @Nullable Throwable cause) {
    super(what, cause);
  }
}
