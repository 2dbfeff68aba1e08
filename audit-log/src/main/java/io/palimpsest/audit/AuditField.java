package io.palimpsest.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every field that a statement may have. */
public enum AuditField {
  /** Random reference of an erasure request. */
  REQUEST(Kind.REFERENCE),
  /** The request to which this one was attached. */
  ATTACHED_TO(Kind.REFERENCE),
  /** Kind of the scope, lower-case. */
  SCOPE_TYPE(Kind.CODE),
  /** The scope under the request's key. */
  SCOPE(Kind.DIGEST),
  /** Who asked or acted, under the request's key. */
  ACTOR(Kind.DIGEST),
  /** Reason code of a request, hold, extension or refusal. */
  REASON(Kind.CODE),
  /** Name of a participant. */
  PARTICIPANT(Kind.CODE),
  /** How it was done. */
  METHOD(Kind.CODE),
  /** Stage of a route, phase of a migration. */
  STAGE(Kind.CODE),
  /** The stage that it was in. */
  STAGE_BEFORE(Kind.CODE),
  /** What the statement is about, where it is no request: a topic, an index, a key. */
  OBJECT(Kind.CODE),
  /** Number of an intent within its request; its outcome names the same. */
  INTENT(Kind.COUNT),
  ATTEMPT(Kind.COUNT),
  FOUND(Kind.COUNT),
  DELETED(Kind.COUNT),
  REMAINING(Kind.COUNT),
  NAMESPACES(Kind.COUNT),
  WRITERS(Kind.COUNT),
  APPROVALS(Kind.COUNT),
  RESIDUALS(Kind.COUNT),
  DURATION_MS(Kind.COUNT),
  /** Records that a migration wrote. */
  WRITTEN(Kind.COUNT),
  /** Records that are not what they were copied from. */
  DIFFERENT(Kind.COUNT),
  /** How often everything was read, each reading of its own. */
  LOOKS(Kind.COUNT),
  /** Indexes of the vector store that were read. */
  INDEXES(Kind.COUNT),
  /**
   * Place of the newest delete in the vector store's own log, in that namespace of which the last
   * reading was the least ahead of it.
   */
  LSN_DELETED(Kind.COUNT),
  /** How far the last reading of that namespace knew the store's log. */
  LSN_READ(Kind.COUNT),
  /** Places and scopes that the plan had. */
  PLANNED(Kind.COUNT),
  /** Of what an inventory found beside the plan: known to the registry. */
  BY_REGISTRY(Kind.COUNT),
  /** The same, known to the ledger. */
  BY_LEDGER(Kind.COUNT),
  /** The same, listed by the vector store. */
  BY_STORE(Kind.COUNT),
  /** Names of which nobody can say whose they are. */
  DOUBTS(Kind.COUNT),
  /** Sequence of a fence: the offset of its record. */
  FENCE(Kind.COUNT),
  /** Digest of the plan that was approved. */
  PLAN(Kind.DIGEST),
  /** Digest of an export's manifest. */
  BUNDLE(Kind.DIGEST),
  /**
   * Digest of what shows the result; of a confirmation over those of the last {@code verified} of
   * each participant, in hexadecimal, by name, a line each.
   */
  EVIDENCE(Kind.DIGEST),
  RECEIVED_AT(Kind.DATE),
  DEADLINE(Kind.DATE),
  /** When the last residual is gone at the latest. */
  RESIDUAL_UNTIL(Kind.DATE),
  /** Whether the known vector of the control namespace was found by the same calls. */
  CONTROL_PASSED(Kind.FLAG),
  /** In confirmations of the first release alone; since then that end is an entry of its own. */
  NOTHING_FOUND(Kind.FLAG);

  /** Form of a field's value. */
  public enum Kind {
    /** A code of the product: {@link #pattern} has no place for an id. */
    CODE("^[a-z]{2,24}([_.][a-z]{2,24}){0,3}$"),
    /** A random reference: a prefix and hexadecimal digits. */
    REFERENCE("^[a-z]{2}_[0-9a-f]{12,40}$"),
    /** 32 bytes in lower-case hexadecimal. */
    DIGEST("^[0-9a-f]{64}$"),
    /** A time in UTC with milliseconds. */
    DATE("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$"),
    /** A whole number, not negative, below 2^53. */
    COUNT(""),
    /** True or false. */
    FLAG("");

    private final String pattern;

    Kind(String pattern) {
      this.pattern = pattern;
    }

    /** Regular expression of the text; empty for numbers and flags. */
    public String pattern() {
      return pattern;
    }
  }

  private final Kind kind;

  AuditField(Kind kind) {
    this.kind = kind;
  }

  /** Form of the value. */
  public Kind kind() {
    return kind;
  }

  /** Name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The field with the name on the wire. */
  public static Optional<AuditField> ofWireName(String name) {
    return Arrays.stream(values()).filter(field -> field.wireName().equals(name)).findFirst();
  }
}
