package io.palimpsest.reembed.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Inside one instance different entities go side by side, and the same one never meets itself. */
class ParallelIT {
  private final Set<UUID> running = ConcurrentHashMap.newKeySet();
  private final Queue<String> begun = new ConcurrentLinkedQueue<>();
  private final Queue<UUID> met = new ConcurrentLinkedQueue<>();
  private final CountDownLatch release = new CountDownLatch(1);

  @Test
  void differentEntitiesRunSideBySideAndTheSameOneNever() throws Exception {
    try (IndexUnderTest index =
        new IndexUnderTest(
            new FreeEmbedder(), "g" + UUID.randomUUID(), true, any -> new Holding())) {
      Twin one = index.twin();
      Twin other = index.twin();
      one.put("held", 1, Texts.of(1, 2));
      awaitBegun(one.uid("held") + " 1");
      one.put("held", 2, Texts.of(2, 2));
      one.put("beside", 1, Texts.of(3, 2));
      other.put("elsewhere", 1, Texts.of(4, 2));

      awaitBegun(one.uid("beside") + " 1");
      awaitBegun(other.uid("elsewhere") + " 1");
      await().atMost(IndexUnderTest.PATIENCE).until(() -> running.equals(Set.of(one.uid("held"))));
      await().atMost(IndexUnderTest.PATIENCE).until(() -> index.channel.unfinished() == 2);
      assertThat(begun).doesNotContain(one.uid("held") + " 2");

      release.countDown();
      awaitBegun(one.uid("held") + " 2");
      await().atMost(IndexUnderTest.PATIENCE).until(() -> index.channel.unfinished() == 0);
      assertThat(met).as("entities that were worked on twice at once").isEmpty();
    }
  }

  private void awaitBegun(String task) {
    await().atMost(IndexUnderTest.PATIENCE).until(() -> begun.contains(task));
  }

  /** Holds the first revision of the first entity until it is released. */
  private final class Holding implements Batches {
    @Override
    public Map<Task, Outcome> run(List<Task> tasks) throws InterruptedException {
      Map<Task, Outcome> outcomes = new LinkedHashMap<>();
      boolean first = begun.isEmpty();
      for (Task task : tasks) {
        UUID entity = task.change().entity().uid();
        if (!running.add(entity)) {
          met.add(entity);
        }
        begun.add(entity + " " + task.change().revision());
        outcomes.put(task, new Outcome.Unchanged(0));
      }
      if (first && !release.await(IndexUnderTest.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody released it");
      }
      tasks.forEach(task -> running.remove(task.change().entity().uid()));
      return outcomes;
    }
  }
}
