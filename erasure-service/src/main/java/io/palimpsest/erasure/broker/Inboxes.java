package io.palimpsest.erasure.broker;

import io.palimpsest.erasure.model.InboxEnd;
import java.util.List;

/** How far ingest's inbox topics go. */
@FunctionalInterface
public interface Inboxes {
  /** The ends of all partitions, as of a moment after the call began. */
  List<InboxEnd> ends();
}
