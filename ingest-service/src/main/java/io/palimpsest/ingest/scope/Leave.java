package io.palimpsest.ingest.scope;

/** Asks whoever erased a scope whether its name may come back. */
@FunctionalInterface
public interface Leave {
  /**
   * Returns when the leave was given and logged: nothing of the erasure is in flight then.
   *
   * @param requestRef reference of the erasure request
   * @throws io.palimpsest.ingest.entry.RefusedException when it is not given, or nobody answers
   */
  void ask(String requestRef);
}
