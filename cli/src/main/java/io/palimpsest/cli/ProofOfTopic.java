package io.palimpsest.cli;

import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.sealing.KeySource;
import io.palimpsest.topic.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * Reads both change topics from the first record to their present end and tries to read every
 * record of a scope, as somebody would who may have every key that there is.
 */
final class ProofOfTopic {
  private final TopicLog log;
  private final KeySource keys;
  private final Duration timeout;

  /**
   * @param timeout longest time to read one topic
   */
  ProofOfTopic(TopicLog log, KeySource keys, Duration timeout) {
    this.log = log;
    this.keys = keys;
    this.timeout = timeout;
  }

  /**
   * Whether nothing of the erased scope can be read, while something of the control can.
   *
   * @param out is told the counts of both
   */
  boolean holds(UUID erased, UUID control, PrintWriter out) {
    EndingCounts living = printed("control", control, out);
    EndingCounts gone = printed("erased", erased, out);
    if (living.of(Ending.OPENED) == 0) {
      out.println("no proof: nothing of the control could be opened either");
      return false;
    }
    out.println(gone.nothingReadable() ? "proven: nothing of it can be read" : "not proven");
    return gone.nothingReadable();
  }

  private EndingCounts printed(String name, UUID scope, PrintWriter out) {
    EndingCounts counts = read(scope);
    out.printf("%s %s%n  records read: %d%n", name, scope, counts.looked());
    for (Ending ending : Ending.values()) {
      out.printf("  %s: %d%n", ending.name().toLowerCase(Locale.ROOT), counts.of(ending));
    }
    return counts;
  }

  private EndingCounts read(UUID scope) {
    ScopeReading reading = new ScopeReading(scope, keys);
    log.read(Topic.PORTFOLIO, PortfolioItemChanged.class, timeout, reading::item);
    log.read(Topic.SOURCES, SourceChanged.class, timeout, reading::source);
    return reading.counts();
  }
}
