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

  /** A number as people read it. */
  public String number(Number number) {
    return String.format(Locale.ENGLISH, "%,d", number.longValue());
  }

  /** So many of a thing. */
  public String many(long number, String one, String several) {
    return number(number) + " " + (number == 1 ? one : several);
  }

  /** A percentage, to a hundredth; never rounded up to all. */
  public String share(double percent) {
    double floored = Math.floor(percent * 100) / 100;
    return floored == Math.rint(floored)
        ? String.format(Locale.ENGLISH, "%.0f", floored)
        : String.format(Locale.ENGLISH, "%.2f", floored);
  }

  /** A time in milliseconds as people read it. */
  public String took(Number millis) {
    Duration took = Duration.ofMillis(millis.longValue());
    if (took.compareTo(Duration.ofSeconds(1)) < 0) {
      return took.toMillis() + " ms";
    }
    return took.compareTo(Duration.ofMinutes(2)) < 0
        ? String.format(Locale.ENGLISH, "%.1f s", took.toMillis() / 1000.0)
        : took.toMinutes() + " min";
  }

  /** So many of what a participant holds. */
  public String holding(String participant, long number) {
    return switch (participant) {
      case "reembed.vectors", "vectors" -> many(number, "vector", "vectors");
      case "ingest.documents", "documents" -> many(number, "document", "documents");
      case "ingest.content" -> many(number, "content", "contents");
      case "ingest.submissions" -> many(number, "submission", "submissions");
      case "ingest.registry" -> many(number, "entry of the registry", "entries of the registry");
      case "ingest.keys" -> many(number, "key", "keys");
      case "erasure.topics" -> many(number, "record of topics", "records of topics");
      case "erasure.tenants" -> many(number, "record of tenants", "records of tenants");
      case "erasure.bundles" -> many(number, "export", "exports");
      default -> number(number) + " at " + participant;
    };
  }

  /** What a thing that stays for a while is. */
  public String left(String residual) {
    return switch (residual) {
      case "topic_segment" -> "Records on compacted topics, behind their tombstones";
      case "inbox" -> "Submissions on the inbox topics";
      case "erasure_requests" -> "The demand on the topic of requests";
      case "erasure_work" -> "Tasks that named ids";
      case "vendor_soft_delete" -> "Vectors that the vendor keeps after their deletion";
      case "backup" -> "Backups of documents and vectors";
      case "key_backup" -> "Backups of keys";
      case "preview" -> "Plans of previews";
      case "inventory" -> "Names for looks after the end, sealed";
      case "export_bundle" -> "The export that was asked for";
      default -> say(residual);
    };
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
