package io.palimpsest.ingest.write;

import io.palimpsest.ingest.entry.Refusal;

/** Refusals that come from the state of the system rather than from the request. */
public final class Refusals {
  /** The scope is being erased, or was. */
  public static final Refusal FENCED =
      Refusal.of(
          410, "scope.erased", "This scope is being erased, or was: it takes nothing any more.");

  /** An erased scope is admitted again only by an explicit act. */
  public static final Refusal NOT_READMITTED =
      Refusal.of(
          410,
          "scope.not_readmitted",
          "A scope of this name was erased; it comes back only when it is readmitted.");

  /** A record that was submitted to the erased scope does not reach the one that came back. */
  static final Refusal BEFORE_READMISSION =
      Refusal.of(
          410,
          "admission.before_readmission",
          "It was submitted before the scope was readmitted, and names no admission since.");

  /** The name comes back by compliance alone. */
  public static final Refusal SUPPRESSED =
      Refusal.of(
          410,
          "scope.suppressed",
          "A scope of this name was erased and its name suppressed; only compliance lets it back.");

  /** Nothing is known now of what is fenced: it passes by itself. */
  public static final Refusal UNLEASED =
      Refusal.of(
          503, "fence.unleased", "It is not known now which scopes are erased; try again shortly.");

  /** Others are always faster. */
  public static final Refusal BUSY =
      Refusal.of(503, "entity.busy", "Another writer holds this entity; try again shortly.");

  static final Refusal STORE_DOWN =
      Refusal.of(
          503,
          "documents.unavailable",
          "The database did not answer: repeat the request, it is harmless.");

  private Refusals() {}
}
