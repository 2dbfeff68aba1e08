package io.palimpsest.erasure.plan;

/** What was to be looked up is no hash of a deletion platform that the registry knows. */
public final class HashRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HashRefusedException(Throwable cause) {
    super("no hash of a platform that is known", cause);
  }
}
