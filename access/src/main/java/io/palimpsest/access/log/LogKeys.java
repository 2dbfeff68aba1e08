package io.palimpsest.access.log;

import io.quarkus.logging.LoggingFilter;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Makes fields of the pairs that a log line ends with, such as {@code reason=store.unavailable}, so
 * that JSON lines can be searched by them. The names are fixed: a pair under any other name stays
 * in the sentence alone. Lines are sentences of the code with codes and ids in them, never content.
 */
@LoggingFilter(name = "keys")
public final class LogKeys implements Filter {
  /** Field by name of a pair. An erasure goes by several names in sentences. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("request", "request"),
          Map.entry("request_id", "request"),
          Map.entry("ref", "request"),
          Map.entry("event", "event"),
          Map.entry("uid", "uid"),
          Map.entry("tenant", "tenant"),
          Map.entry("topic", "topic"),
          Map.entry("partition", "partition"),
          Map.entry("offset", "offset"),
          Map.entry("participant", "participant"),
          Map.entry("reason", "reason"),
          Map.entry("kind", "kind"),
          Map.entry("count", "count"));

  private static final Pattern PAIR = Pattern.compile("(?:^|\\s)([a-z_]+)=(\\S+)");

  @Override
  public boolean isLoggable(LogRecord line) {
    if (line instanceof ExtLogRecord extended) {
      String message = extended.getFormattedMessage();
      if (message != null && message.indexOf('=') > 0) {
        Matcher pair = PAIR.matcher(message);
        while (pair.find()) {
          String field = FIELDS.get(pair.group(1));
          if (field != null) {
            extended.putMdc(field, pair.group(2));
          }
        }
      }
    }
    return true;
  }
}
