package io.palimpsest.audit;

import io.palimpsest.audit.AuditField.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One statement for the log. Immutable; its {@link #bytes} are what the log keeps.
 *
 * @param source who makes it
 * @param seq its number within the source, the first is 0, without gaps
 * @param type what it says
 * @param time when it was made, to the millisecond
 * @param data fields; texts, whole numbers and flags as their kinds demand
 */
public record Statement(
    AuditSource source, long seq, EntryType type, Instant time, Map<AuditField, Object> data) {
  private static final long EXACT_IN_JSON = 1L << 53;
  private static final DateTimeFormatter DATES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Refuses a negative number and values that do not fit their fields. */
  public Statement {
    if (seq < 0) {
      throw new IllegalArgumentException("seq starts at 0");
    }
    time = time.truncatedTo(ChronoUnit.MILLIS);
    Map<AuditField, Object> copy = new EnumMap<>(AuditField.class);
    copy.putAll(data);
    copy.forEach(Statement::check);
    data = Collections.unmodifiableMap(copy);
  }

  /** A statement without fields. */
  public static Statement of(AuditSource source, long seq, EntryType type, Instant time) {
    return new Statement(source, seq, type, time, Map.of());
  }

  /** The same with a code, a reference or a digest. */
  public Statement with(AuditField field, String value) {
    return and(field, value);
  }

  /** The same with an enum's constant as a code: its name in lower case. */
  public Statement with(AuditField field, Enum<?> code) {
    return and(field, code.name().toLowerCase(Locale.ROOT));
  }

  /** The same with a count. */
  public Statement with(AuditField field, long count) {
    return and(field, count);
  }

  /** The same with a flag. */
  public Statement with(AuditField field, boolean flag) {
    return and(field, flag);
  }

  /** The same with a date. */
  public Statement with(AuditField field, Instant date) {
    return and(field, DATES.format(date));
  }

  /** The bytes: CloudEvents 1.0 as JSON in the form of RFC 8785, at most 8 KB. */
  public byte[] bytes() {
    return StatementFormat.write(this);
  }

  /**
   * The statement that the bytes are.
   *
   * @throws MalformedStatementException when they are none, or not in their one form
   */
  public static Statement parse(byte[] bytes) {
    return StatementFormat.read(bytes);
  }

  private Statement and(AuditField field, Object value) {
    Map<AuditField, Object> more = new EnumMap<>(AuditField.class);
    more.putAll(data);
    more.put(field, value);
    return new Statement(source, seq, type, time, more);
  }

  private static void check(AuditField field, Object value) {
    Kind kind = field.kind();
    boolean fits =
        switch (kind) {
          case COUNT -> value instanceof Long count && count >= 0 && count < EXACT_IN_JSON;
          case FLAG -> value instanceof Boolean;
          case CODE, REFERENCE, DIGEST, DATE ->
              value instanceof String text && Pattern.matches(kind.pattern(), text);
        };
    if (!fits) {
      throw new IllegalArgumentException(field.wireName() + " must be a " + kind);
    }
  }
}
