package io.palimpsest.ingest.erase;

/** A task is to delete something that no fence lies on. */
final class UnfencedScopeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnfencedScopeException() {
    super("scope.not_fenced");
  }
}
