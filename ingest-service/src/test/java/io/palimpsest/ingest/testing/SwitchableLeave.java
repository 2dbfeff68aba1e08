package io.palimpsest.ingest.testing;

import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.scope.Leave;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** The erasure service as far as leave goes; refuses until told otherwise. */
@Alternative
@Priority(1)
@Singleton
public class SwitchableLeave implements Leave {
  private volatile boolean given;

  @Override
  public void ask(String requestRef) {
    if (!given) {
      throw new RefusedException(
          Refusal.of(409, "readmission.not_confirmed", "the erasure is not confirmed"));
    }
  }

  /** Gives leave from now on. */
  public void give() {
    given = true;
  }

  /** Gives none from now on. */
  public void refuse() {
    given = false;
  }
}
