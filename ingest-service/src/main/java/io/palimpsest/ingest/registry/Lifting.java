package io.palimpsest.ingest.registry;

/** Tells whoever erased a scope that compliance lets its name come back. */
@FunctionalInterface
public interface Lifting {
  /**
   * Returns when it is kept and logged; telling it again does no harm.
   *
   * @param requestRef reference of the request that suppressed the name
   * @param by key id of who lifts it
   * @param reason code of the reason
   * @throws io.palimpsest.ingest.entry.RefusedException when it is not kept, or nobody answers
   */
  void tell(String requestRef, String by, String reason);
}
