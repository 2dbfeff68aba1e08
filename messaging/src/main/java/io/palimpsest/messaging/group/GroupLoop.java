package io.palimpsest.messaging.group;

import io.palimpsest.messaging.loop.Commits;
import io.palimpsest.messaging.loop.ConsumerLoop;
import io.palimpsest.messaging.loop.Joining;
import io.palimpsest.messaging.loop.LoopSettings;
import io.palimpsest.messaging.loop.Outcome;
import io.palimpsest.messaging.loop.RecordHandler;
import io.palimpsest.messaging.loop.Settlements;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of a consumer group on a thread of its own. A batch is committed after its handler has
 * returned; when the handler throws, the batch comes again after a pause, so nothing is lost and
 * nothing overtakes. Records may come twice, never in another order.
 */
public final class GroupLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupLoop.class);
  private static final Duration STOPPING = Duration.ofSeconds(4);

  private final GroupSettings settings;
  private final BatchHandler handler;
  private final Optional<Truncation> truncation;
  private ConsumerLoop<String, byte[]> loop;
  private boolean isClosed;

  private GroupLoop(GroupSettings settings, BatchHandler handler) {
    this.settings = settings;
    this.handler = handler;
    this.truncation =
        settings.truncate()
            ? Optional.of(new Truncation(GroupConsumers.admin(settings)))
            : Optional.empty();
    this.loop = loop(Joining.group(settings.topics()));
  }

  private ConsumerLoop<String, byte[]> loop(Joining<String, byte[]> joining) {
    return ConsumerLoop.of(
        new LoopSettings(
            settings.group(),
            Commits.EACH_TURN,
            LoopSettings.POLL,
            settings.longestPause(),
            STOPPING),
        GroupConsumers.consumer(settings),
        joining,
        new Settling(),
        new Settlements());
  }

  /** Joins the group. */
  public static GroupLoop start(GroupSettings settings, BatchHandler handler) {
    GroupLoop group = new GroupLoop(settings, handler);
    group.loop.start();
    return group;
  }

  /** Its group. */
  public String group() {
    return settings.group();
  }

  /** The topics that it reads. */
  public List<String> topics() {
    return settings.topics();
  }

  /** Records by topic that lie before it, in the partitions that it was given. */
  public synchronized Map<String, Long> lag() {
    return loop.lag();
  }

  /** Why it cannot go on now, or empty while all goes well. */
  public synchronized Optional<String> failure() {
    return loop.failure();
  }

  /**
   * Finishes the batch under way, commits it and leaves the group. A batch that takes longer than a
   * stop may is not waited for: it is not committed, and comes again to whoever reads on.
   */
  @Override
  public void close() {
    closed().close();
    truncation.ifPresent(Truncation::close);
  }

  /** Closes them side by side: together they take no longer than the slowest. */
  public static void closeAll(Collection<GroupLoop> groups) {
    List<Thread> closing =
        groups.stream()
            .map(group -> Thread.ofVirtual().name("closing").start(group::close))
            .toList();
    try {
      for (Thread one : closing) {
        one.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized ConsumerLoop<String, byte[]> closed() {
    isClosed = true;
    return loop;
  }

  /** Begins anew with a topic that was made anew, whatever was committed of the old one. */
  private synchronized void renew(TopicRenewedException why) {
    if (!isClosed) {
      LOG.warn("group {} begins anew: {}", settings.group(), why.getMessage());
      loop = loop(Joining.groupFromTheBeginning(settings.topics()));
      loop.start();
    }
  }

  private final class Settling implements RecordHandler<String, byte[]> {
    @Override
    public List<Outcome> handle(List<ConsumerRecord<String, byte[]>> records) {
      try {
        handler.handle(records);
        return Collections.nCopies(records.size(), new Outcome.Settled());
      } catch (TopicRenewedException renewed) {
        return Collections.nCopies(records.size(), new Outcome.End(renewed));
      }
    }

    @Override
    public void committed(Map<TopicPartition, OffsetAndMetadata> ends) {
      truncation.ifPresent(behind -> behind.committed(ends));
    }

    @Override
    public void ended(Throwable reason) {
      if (reason instanceof TopicRenewedException renewed) {
        renew(renewed);
      }
    }
  }
}
