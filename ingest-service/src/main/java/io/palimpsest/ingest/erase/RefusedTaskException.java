package io.palimpsest.ingest.erase;

/** A task is not carried out, because that would not be safe. The message is the reason's code. */
final class RefusedTaskException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedTaskException(String code) {
    super(code);
  }
}
