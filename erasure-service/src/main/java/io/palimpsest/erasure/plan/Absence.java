package io.palimpsest.erasure.plan;

import org.jspecify.annotations.Nullable;

/** What ingest says of a scope that its registry did not know. */
public sealed interface Absence {
  /** Something that came in before the ends may not be settled yet. */
  record Behind() implements Absence {}

  /** The ends are those of an inbox that is no more. */
  record Void() implements Absence {}

  /**
   * What there was when everything before the ends was settled.
   *
   * @param registered whether the registry has an entry by now
   * @param erasedBy reference of the request that erased it or a scope above it, null when none is
   *     remembered
   * @param parked parked submissions under its ids
   * @param slug slug of the organization on the path if that is registered, else null
   */
  record Settled(boolean registered, @Nullable String erasedBy, long parked, @Nullable String slug)
      implements Absence {}
}
