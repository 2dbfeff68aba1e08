package io.palimpsest.erasure.demand;

import io.palimpsest.audit.AuditSource;
import io.palimpsest.audit.RequestKey;
import org.jspecify.annotations.Nullable;

/**
 * One deed, as it is stored in the same write as what was done. Its statement is the only one of
 * its source, so that it needs no count that a restored database could have lost.
 *
 * @param ref random reference, its name in the log
 * @param key key of the digests in the statement; shown to an auditor, never to the log; null once
 *     it was destroyed
 * @param statement the statement in its final bytes, as text
 * @param proof signature over it, Base64; made once, so that a repeat is the same record
 */
public record Deed(String ref, @Nullable RequestKey key, String statement, String proof) {
  /** How references begin. */
  public static final String PREFIX = "ac_";

  /** Its source in the log. */
  public AuditSource source() {
    return source(ref);
  }

  static AuditSource source(String ref) {
    return AuditSource.request(ref);
  }

  @Override
  public String toString() {
    return "Deed[" + ref + "]";
  }
}
