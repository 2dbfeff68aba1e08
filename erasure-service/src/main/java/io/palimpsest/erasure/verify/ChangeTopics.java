package io.palimpsest.erasure.verify;

import io.palimpsest.event.PortfolioItemChanged;
import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.SourceChanged;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.TopicRecord;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/**
 * Counts records of erased scopes on the topics that compaction cleans. The topics are read from
 * their first record to their end, for everybody together who waits when a reading begins.
 *
 * <p>Positive control: each scope's fence, which compaction keeps for ever, has to be found by the
 * same reading. Thread-safe.
 */
final class ChangeTopics {
  private final TopicLog log;
  private final Duration longest;
  private final ReentrantLock reading = new ReentrantLock();
  private Batch waiting = new Batch();
  private volatile long undecodable;

  ChangeTopics(TopicLog log, Duration longest) {
    this.log = log;
    this.longest = longest;
  }

  /**
   * Records of the scope that are no tombstones.
   *
   * @throws IllegalStateException when the control was not found or a record was not understood:
   *     then a zero would show nothing
   */
  long records(UUID scope) {
    Batch mine = join(scope);
    reading.lock();
    try {
      if (!mine.read) {
        begin(mine);
        mine.read();
      }
    } finally {
      reading.unlock();
    }
    return mine.of(scope);
  }

  /** Records that the last reading did not understand. */
  long undecodable() {
    return undecodable;
  }

  private synchronized Batch join(UUID scope) {
    waiting.counts.put(scope, 0L);
    return waiting;
  }

  /** Whoever comes from here on waits for the next reading. */
  private synchronized void begin(Batch batch) {
    if (waiting == batch) {
      waiting = new Batch();
    }
  }

  /** Scopes of one reading. Guarded by the lock of the reading once it has begun. */
  private final class Batch {
    private final Map<UUID, Long> counts = new HashMap<>();
    private final Map<UUID, Long> fences = new HashMap<>();
    private long broken;
    private boolean read;

    long of(UUID scope) {
      if (broken > 0) {
        throw new IllegalStateException("records on the change topics were not understood");
      }
      if (!fences.containsKey(scope)) {
        throw new IllegalStateException("the fence was not found by the same reading");
      }
      return counts.getOrDefault(scope, 0L);
    }

    void read() {
      counts.replaceAll((scope, count) -> 0L);
      fences.clear();
      broken = 0;
      log.read(
          Topic.ERASURE_FENCES,
          ScopeFenced.class,
          longest,
          record -> {
            if (record.value() instanceof Decoded.Event<ScopeFenced> event) {
              fences.merge(event.value().getUid(), 1L, Long::sum);
            }
          });
      count(Topic.SOURCES, SourceChanged.class, SourceChanged::getScopePath);
      count(Topic.PORTFOLIO, PortfolioItemChanged.class, PortfolioItemChanged::getScopePath);
      count(Topic.TENANTS, TenantChanged.class, TenantChanged::getScopePath);
      undecodable = broken;
      read = true;
    }

    private <T extends SpecificRecord> void count(
        Topic topic, Class<T> type, Function<T, List<ScopeRef>> path) {
      log.read(topic, type, longest, record -> count(record, path));
    }

    private <T> void count(TopicRecord<T> record, Function<T, List<ScopeRef>> path) {
      switch (record.value()) {
        case null -> {
          // A tombstone names a uid and nothing else.
        }
        case Decoded.Event<T> event ->
            path.apply(event.value())
                .forEach(
                    scope -> counts.computeIfPresent(scope.getUid(), (uid, count) -> count + 1));
        case Decoded.Undecodable<T> undecodable -> broken++;
      }
    }
  }
}
