package io.palimpsest.erasure.demand;

/**
 * It is not known whether a copy is outside the database: whoever asked may ask again, with the
 * same id.
 */
public final class NotKeptException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotKeptException(Throwable cause) {
    super("no copy outside the database was acknowledged", cause);
  }
}
