package io.palimpsest.ingest.store;

import io.palimpsest.ingest.entry.Pending;
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

  private PendingText() {}

  static String of(Pending pending) {
    return String.format(
        Locale.ROOT,
        "%013d%s%s%s%s",
        pending.since().toEpochMilli(),
        SEPARATOR,
        pending.instance(),
        SEPARATOR,
        pending.eventId());
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
            UUID.fromString(parts.get(2))));
  }
}
