package io.palimpsest.benchmarks.ground;

import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ErasureWork;
import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.TopicRecord;
import io.palimpsest.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Asks the participant of the vectors for erasures, as the erasure service does, and it alone. */
public final class VectorTasks implements AutoCloseable {
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final int ATTEMPTS = 20;
  private final Ground ground;
  private final BlockingQueue<ErasureReceipt> receipts = new LinkedBlockingQueue<>();
  private final TopicFollower<ErasureWork> follower;

  private VectorTasks(Ground ground) {
    this.ground = ground;
    this.follower =
        new TopicLog(ground.kafka().withClientId("bench-tasks"), ground.codec())
            .follow(Topic.ERASURE_WORK, ErasureWork.class, this::heard);
  }

  /** Begins to listen; reembed has to run. */
  public static VectorTasks open(Ground ground) {
    return new VectorTasks(ground);
  }

  /**
   * Lets the participant drop namespaces of a scope that is fenced for it.
   *
   * @param vectors what is in them, which it has to find
   * @return seconds from the task to its receipt
   */
  public double drop(List<String> namespaces, long vectors) throws InterruptedException {
    UUID uid = UUID.randomUUID();
    ScopeRef scope = new ScopeRef(ScopeType.CREATOR, "bench", uid);
    String ref = "er_" + uid.toString().replace("-", "");
    ground
        .publisher()
        .publish(
            Topic.ERASURE_FENCES,
            uid.toString(),
            new ScopeFenced(uid, ScopeType.CREATOR, ref, Instant.now()))
        .join();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      ErasureTask task =
          new ErasureTask(
              UUID.randomUUID(),
              "reembed.vectors",
              attempt,
              ErasureAction.ERASE,
              List.of(scope),
              List.of(uid),
              namespaces,
              List.of());
      long began = System.nanoTime();
      ground
          .publisher()
          .publish(Topic.ERASURE_WORK, ref, new ErasureWork(ref, Instant.now(), task));
      ErasureReceipt receipt = receipt(task);
      if (receipt.getFailure() == null) {
        require(receipt, vectors);
        return (System.nanoTime() - began) / 1e9;
      }
    }
    throw new IllegalStateException("the participant did not do its task");
  }

  private static void require(ErasureReceipt receipt, long vectors) {
    if (receipt.getFound() != vectors || receipt.getRemaining() != 0) {
      throw new IllegalStateException(
          receipt.getFound() + " of " + vectors + " were found, left " + receipt.getRemaining());
    }
  }

  private ErasureReceipt receipt(ErasureTask task) throws InterruptedException {
    ErasureReceipt receipt;
    do {
      receipt = receipts.poll(AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
      if (receipt == null) {
        throw new IllegalStateException("the participant did not answer");
      }
    } while (!receipt.getTaskId().equals(task.getTaskId()));
    return receipt;
  }

  private void heard(TopicRecord<ErasureWork> heard) {
    if (heard.value() instanceof Decoded.Event<ErasureWork>(ErasureWork work)
        && work.getBody() instanceof ErasureReceipt receipt) {
      receipts.add(receipt);
    }
  }

  @Override
  public void close() {
    follower.close();
  }
}
