package io.palimpsest.cli;

import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.sealing.KeySource;
import io.palimpsest.topic.Topic;
import java.time.Duration;
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
   * What came of both reads.
   *
   * @param control of the scope that lives
   * @param erased of the scope that is gone
   */
  record Proof(EndingCounts control, EndingCounts erased) {
    /** Whether nothing of the erased scope can be read, while something of the control can. */
    boolean holds() {
      return control.of(Ending.OPENED) > 0 && erased.nothingReadable();
    }

    /** In words. */
    String verdict() {
      if (control.of(Ending.OPENED) == 0) {
        return "no proof: nothing of the control could be opened either";
      }
      return holds() ? "proven: nothing of it can be read" : "not proven";
    }
  }

  /** Reads both. */
  Proof of(UUID erased, UUID control) {
    return new Proof(read(control), read(erased));
  }

  private EndingCounts read(UUID scope) {
    ScopeReading reading = new ScopeReading(scope, keys);
    log.read(Topic.PORTFOLIO, PortfolioItemChanged.class, timeout, reading::item);
    log.read(Topic.SOURCES, SourceChanged.class, timeout, reading::source);
    return reading.counts();
  }
}
