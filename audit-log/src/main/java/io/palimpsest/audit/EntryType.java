package io.palimpsest.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What an entry of the log says, and which services may say it. Names on the wire are lower-case.
 */
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
  /** Somebody looked by name for whom a request could be about. */
  CANDIDATES_SEARCHED,
  /** A tenant is answered from another place, or is on its way there. */
  ROUTE_CHANGED("reembed"),
  /** A migration has come into a phase, or out of it. */
  MIGRATION_PHASE("ingest", "reembed"),
  /** A migration has ended, with its counts. */
  MIGRATION_REPORT("ingest", "reembed"),
  /** What a migration left behind was removed. */
  LEGACY_REMOVED("ingest", "reembed"),
  /** A record that was set aside was given up. */
  PARKED_DROPPED("erasure", "ingest", "reembed"),
  /** By the log itself. */
  KEY_ROTATED("audit"),
  /** By the log itself. */
  HEARTBEAT("audit");

  private final Set<String> services;

  /** Most are said of requests. */
  EntryType() {
    this("erasure");
  }

  EntryType(String... services) {
    this.services = Set.of(services);
  }

  /** Whether a source may say this. */
  public boolean isSaidBy(AuditSource source) {
    return services.contains(source.service());
  }

  /** Name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type with the name on the wire. */
  public static Optional<EntryType> ofWireName(String name) {
    return Arrays.stream(values()).filter(type -> type.wireName().equals(name)).findFirst();
  }
}
