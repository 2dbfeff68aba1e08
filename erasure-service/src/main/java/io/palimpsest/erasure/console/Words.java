package io.palimpsest.erasure.console;

import io.palimpsest.event.ErasureState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What codes, times and deadlines are called on pages. */
public final class Words {
  private static final Duration AT_RISK = Duration.ofDays(7);
  private static final int DIGEST = 64;
  private static final int BRIEF = 12;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final Clock clock;

  Words(Clock clock) {
    this.clock = clock;
  }

  /** A code such as {@code fence.intended} or {@code AWAITING_APPROVAL} as a sentence begins. */
  public String say(Object code) {
    String text = code.toString().toLowerCase(Locale.ROOT).replace('_', ' ').replace('.', ' ');
    return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Date and time, to the second. */
  public String time(Instant instant) {
    return TIME.format(instant);
  }

  /** The date. */
  public String day(Instant instant) {
    return DAY.format(instant);
  }

  /** How long is left, or since when it is over. */
  public String left(Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.isNegative() ? span(left.negated()) + " overdue" : span(left) + " left";
  }

  /** How urgent a deadline is: {@code over}, {@code soon} or {@code calm}. */
  public String urgency(Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    return left.isNegative() ? "over" : left.compareTo(AT_RISK) < 0 ? "soon" : "calm";
  }

  /** How far a state is, in percent. */
  public int percent(ErasureState state) {
    return Stage.percent(state);
  }

  /** A value that is read at a glance: the beginning of a digest, everything else whole. */
  public String brief(Object value) {
    String text = value.toString();
    return text.length() == DIGEST ? text.substring(0, BRIEF) + "\u2026" : text;
  }

  /** Ids as a path, outermost first. */
  public String path(List<String> ids) {
    return String.join(" / ", ids);
  }

  private static String span(Duration span) {
    long hours = span.toHours();
    if (hours < 1) {
      return "less than an hour";
    }
    return hours < 48 ? count(hours, "hour") : count(span.toDays(), "day");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
