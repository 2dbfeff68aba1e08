package io.palimpsest.ingest.registry;

import io.palimpsest.ingest.store.InboxEnd;
import java.util.List;

/** Asks whoever erased a scope whether its name may come back. */
@FunctionalInterface
public interface Leave {
  /**
   * Returns when the leave was given and logged: nothing of the erasure is in flight then.
   *
   * @param requestRef reference of the erasure request
   * @param by key id of who readmits
   * @return how far the inbox topics went when it was given
   * @throws io.palimpsest.ingest.entry.RefusedException when it is not given, or nobody answers
   */
  List<InboxEnd> ask(String requestRef, String by);
}
