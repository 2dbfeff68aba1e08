package io.palimpsest.ingest.kafka;

import io.palimpsest.messaging.loop.Commits;
import io.palimpsest.messaging.loop.ConsumerLoop;
import io.palimpsest.messaging.loop.Joining;
import io.palimpsest.messaging.loop.LoopSettings;
import io.palimpsest.messaging.loop.Outcome;
import io.palimpsest.messaging.loop.RecordHandler;
import io.palimpsest.messaging.loop.Settlements;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * One member of a consumer group on a thread of its own. A batch is committed after its handler has
 * returned; when the handler throws, the batch comes again after a pause, so nothing is lost and
 * nothing overtakes. Records may come twice, never in another order.
 */
public final class GroupLoop implements AutoCloseable {
  private static final Duration STOPPING = Duration.ofSeconds(15);

  private final ConsumerLoop<String, byte[]> loop;
  private final Optional<Truncation> truncation;

  private GroupLoop(GroupSettings settings, BatchHandler handler) {
    this.truncation =
        settings.truncate()
            ? Optional.of(new Truncation(GroupConsumers.admin(settings)))
            : Optional.empty();
    this.loop =
        ConsumerLoop.of(
            new LoopSettings(
                settings.group(),
                Commits.EACH_TURN,
                LoopSettings.POLL,
                settings.longestPause(),
                STOPPING),
            GroupConsumers.consumer(settings),
            Joining.group(settings.topics()),
            new Settling(handler, truncation),
            new Settlements());
  }

  /** Joins the group. */
  public static GroupLoop start(GroupSettings settings, BatchHandler handler) {
    GroupLoop group = new GroupLoop(settings, handler);
    group.loop.start();
    return group;
  }

  /** Why it cannot go on now, or empty while all goes well. */
  public Optional<String> failure() {
    return loop.failure();
  }

  /** Finishes the batch under way, commits it and leaves the group. */
  @Override
  public void close() {
    loop.close();
    truncation.ifPresent(Truncation::close);
  }

  private record Settling(BatchHandler handler, Optional<Truncation> truncation)
      implements RecordHandler<String, byte[]> {
    @Override
    public List<Outcome> handle(List<ConsumerRecord<String, byte[]>> records) {
      handler.handle(records);
      return Collections.nCopies(records.size(), new Outcome.Settled());
    }

    @Override
    public void committed(Map<TopicPartition, OffsetAndMetadata> ends) {
      truncation.ifPresent(behind -> behind.committed(ends));
    }
  }
}
