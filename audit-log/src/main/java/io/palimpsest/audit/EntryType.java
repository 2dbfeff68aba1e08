package io.palimpsest.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an entry of the log says. Names on the wire are lower-case. */
public enum EntryType {
  REQUEST_RECEIVED,
  ATTACHED,
  REJECTED,
  CANCELLED,
  PLANNED,
  APPROVED,
  HELD,
  RELEASED,
  FENCED,
  WRITER_EVICTED,
  DRAINED,
  INVENTORY,
  EXPORTED,
  EXPORT_LINK,
  EXPORT_FETCHED,
  EXPORT_DESTROYED,
  INTENT,
  DELETED,
  FAILED,
  VERIFIED,
  CONFIRMED_LIVE,
  PHYSICALLY_EXPIRED,
  DEADLINE_EXTENDED,
  DEADLINE_BREACHED,
  RESURRECTION_DETECTED,
  RESURRECTION_REPAIRED,
  READMITTED,
  RESTORE_REPLAYED,
  NOTHING_FOUND,
  REFUSED,
  APPEALED,
  SUPPRESSED,
  ROUTE_CHANGED,
  MIGRATION_PHASE,
  LEGACY_REMOVED,
  PARKED_DROPPED,
  KEY_ROTATED,
  HEARTBEAT;

  /** Name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type with the name on the wire. */
  public static Optional<EntryType> ofWireName(String name) {
    return Arrays.stream(values()).filter(type -> type.wireName().equals(name)).findFirst();
  }
}
