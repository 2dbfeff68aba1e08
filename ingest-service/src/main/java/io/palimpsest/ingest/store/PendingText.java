package io.palimpsest.ingest.store;

import io.palimpsest.ingest.entry.Pending;
import io.palimpsest.messaging.trace.TraceParent;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A pending announcement as one string: unique, and sorted by time. */
final class PendingText {
  /** Matches every pending announcement; an entry without one has no such field. */
  static final Pattern ANY = Pattern.compile("^");

  private static final String SEPARATOR = "/";
  private static final int TRACE = 3;

  private PendingText() {}

  static String of(Pending pending) {
    String text =
        String.format(
            Locale.ROOT,
            "%013d%s%s%s%s",
            pending.since().toEpochMilli(),
            SEPARATOR,
            pending.instance(),
            SEPARATOR,
            pending.eventId());
    return pending.trace().map(trace -> text + SEPARATOR + trace.text()).orElse(text);
  }

  static Optional<Pending> parse(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    List<String> parts = List.of(text.split(SEPARATOR, -1));
    return Optional.of(
        new Pending(
            Instant.ofEpochMilli(Long.parseLong(parts.get(0))),
            UUID.fromString(parts.get(1)),
            UUID.fromString(parts.get(2)),
            parts.size() > TRACE ? TraceParent.parse(parts.get(TRACE)) : Optional.empty()));
  }
}
