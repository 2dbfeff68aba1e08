package io.palimpsest.reembed.repair;

import java.util.Locale;

/** What may be wrong with a vector. */
enum Drift {
  /** The ledger has it, the store does not. */
  MISSING,
  /** The store has it, and the ledger knows nothing of it. */
  ORPHAN,
  /** Another model than its target's made it. */
  STALE_MODEL,
  /** Its metadata say that it is somebody else's. */
  WRONG_OWNER,
  /** It was written by an older revision than the ledger says. */
  OUTDATED,
  /** An attempt was begun, and nobody came back to end it. */
  UNFINISHED;

  /** Name in findings and counts. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
