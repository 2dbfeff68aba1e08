package io.palimpsest.ingest.testing;

import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.registry.Leave;
import io.palimpsest.ingest.store.InboxEnd;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;

/** The erasure service as far as leave goes; refuses until told otherwise. */
@Alternative
@Priority(1)
@Singleton
public class SwitchableLeave implements Leave {
  private volatile boolean given;
  private volatile List<InboxEnd> ends = List.of();

  @Override
  public List<InboxEnd> ask(String requestRef, String by) {
    if (!given) {
      throw new RefusedException(
          Refusal.of(409, "readmission.not_confirmed", "the erasure is not confirmed"));
    }
    return ends;
  }

  /** Gives leave from now on. */
  public void give() {
    give(List.of());
  }

  /** Gives leave from now on, with these ends of the inbox topics. */
  public void give(List<InboxEnd> inboxEnds) {
    ends = List.copyOf(inboxEnds);
    given = true;
  }

  /** Gives none from now on. */
  public void refuse() {
    given = false;
  }
}
