package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.SourceChanged;
import io.palimpsest.topic.Topic;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Far more records than may wait, of two tenants in turn, in one partition. */
class DeferralIT {
  private static final int PARTITION = 5;
  private static final TopicPartition PLACE =
      new TopicPartition(Topic.SOURCES.topicName(), PARTITION);
  private static final int EACH = 2_000;
  private static final int REVISIONS = 2;
  private static final int POISON_EVERY = 100;
  private final String name = "g" + UUID.randomUUID();
  private final CountDownLatch release = new CountDownLatch(1);
  private final Map<UUID, Long> newest = new ConcurrentHashMap<>();
  private final Queue<UUID> backwards = new ConcurrentLinkedQueue<>();

  @Test
  void allIsDoneInTheOrderOfItsKeyAndPoisonIsParkedWhenItsTurnComes() throws Exception {
    try (IndexUnderTest index =
        new IndexUnderTest(new FreeEmbedder(), name, true, any -> new Recording())) {
      long first = end(index);
      Map<UUID, Long> wanted = publish(List.of(index.twin(), index.twin()));
      long poison = 2L * REVISIONS * EACH / POISON_EVERY;
      awaitUnfinished(index, () -> 2 * REVISIONS * EACH - index.lot.count());
      assertThat(index.lot.count()).as("poison that nobody has looked at").isLessThan(poison / 2);
      assertThat(end(index) - first).as("positive control").isEqualTo(2L * REVISIONS * EACH);
      assertThat(committed(index)).as("the first of them is not finished").isEqualTo(first);

      release.countDown();
      awaitUnfinished(index, () -> 0);
      assertThat(newest.keySet().containsAll(wanted.keySet())).as("none is lost").isTrue();
      assertThat(newest.equals(wanted)).as("the newest revision of each").isTrue();
      assertThat(backwards).as("entities that went back").isEmpty();
      assertThat(index.lot.count()).isEqualTo(poison);
      await().atMost(IndexUnderTest.PATIENCE).until(() -> committed(index) == end(index));
    }
  }

  /** The newest revision of each source that has any. */
  private static Map<UUID, Long> publish(List<Twin> twins) {
    Map<UUID, Long> wanted = new HashMap<>();
    for (long revision = 1; revision <= REVISIONS; revision++) {
      for (int source = 0; source < EACH; source++) {
        for (Twin twin : twins) {
          String id = twin.idIn(PARTITION, "s" + source);
          SourceChanged event = twin.upsert(id, revision, "Sentence of " + id + ".", Map.of());
          if (source % POISON_EVERY == POISON_EVERY - 1) {
            event.setState(null);
          } else {
            wanted.put(twin.uid(id), revision);
          }
          twin.publishAsync(event);
        }
      }
    }
    return wanted;
  }

  /** Poison that is looked at meanwhile is finished: what is left of all changes with it. */
  private static void awaitUnfinished(IndexUnderTest index, LongSupplier count) {
    await()
        .atMost(IndexUnderTest.PATIENCE)
        .until(() -> index.channel.unfinished() == count.getAsLong());
  }

  private long committed(IndexUnderTest index) throws Exception {
    try (Admin admin = admin(index)) {
      @Nullable OffsetAndMetadata committed =
          admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata().get().get(PLACE);
      return committed == null ? 0 : committed.offset();
    }
  }

  private static long end(IndexUnderTest index) throws Exception {
    try (Admin admin = admin(index)) {
      return admin
          .listOffsets(Map.of(PLACE, OffsetSpec.latest()))
          .partitionResult(PLACE)
          .get()
          .offset();
    }
  }

  private static Admin admin(IndexUnderTest index) {
    return Admin.create(Map.of("bootstrap.servers", index.ground.kafka.bootstrapServers()));
  }

  /** Does nothing until it is released, then notes what it is given. */
  private final class Recording implements Batches {
    @Override
    public Map<Task, Outcome> run(List<Task> tasks) throws InterruptedException {
      if (!release.await(IndexUnderTest.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody released it");
      }
      Map<Task, Outcome> outcomes = new LinkedHashMap<>();
      for (Task task : tasks) {
        UUID entity = task.change().entity().uid();
        @Nullable Long before = newest.put(entity, task.change().revision());
        if (before != null && before > task.change().revision()) {
          backwards.add(entity);
        }
        outcomes.put(task, new Outcome.Unchanged(0));
      }
      return outcomes;
    }
  }
}
