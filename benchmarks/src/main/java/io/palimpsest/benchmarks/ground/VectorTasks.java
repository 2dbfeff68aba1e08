package io.palimpsest.benchmarks.ground;

import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeFenced;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.fencing.Writer;
import io.palimpsest.fencing.WriterSettings;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.VectorIndexes;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.TopicRecord;
import io.palimpsest.reembed.erase.ErasureChannel;
import io.palimpsest.reembed.erase.Holdings;
import io.palimpsest.reembed.intake.Consumers;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.topic.Topic;
import io.palimpsest.topic.WorkTopic;
import io.palimpsest.vectorstore.VectorStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The participant of the vectors alone, in this process and over an index of its own, asked as the
 * erasure service asks it. No other process may answer for the vectors meanwhile.
 */
public final class VectorTasks implements AutoCloseable {
  private static final Duration AT_MOST = Duration.ofMinutes(3);
  private static final int ATTEMPTS = 20;
  private static final int PER_REQUEST = 1_000;
  private final Ground ground;
  private final BlockingQueue<ErasureReceipt> receipts = new LinkedBlockingQueue<>();
  private final TopicFollower<ErasureReceipt> follower;
  private final PlainIndex index;
  private final VectorStore store;
  private final Writer writer;
  private final ErasureChannel channel;

  private VectorTasks(Ground ground, String host) throws InterruptedException {
    this.ground = ground;
    String name = "bench-tasks-" + UUID.randomUUID();
    this.follower =
        new TopicLog(ground.kafka().withClientId(name), ground.codec())
            .follow(Topic.ERASURE_RECEIPTS, ErasureReceipt.class, this::heard);
    this.index = ground.plainIndex(host);
    this.store = ground.openStore(host);
    FenceBounds bounds = FenceBounds.standard();
    this.writer =
        Writer.start(
            WriterSettings.of(name, bounds),
            ground.publisher(),
            ground.kafka(),
            ground.codec(),
            ground.proofs());
    this.channel =
        ErasureChannel.over(
            new Holdings(
                store,
                AT_MOST,
                new MongoLedger(ground.mongo().getDatabase(name)).scopes(),
                List.of(),
                new Registry()),
            Consumers.of(
                ground.kafka(), name, new StringDeserializer(), new ByteArrayDeserializer()),
            new ErasureChannel.Line(
                ground.codec(), record -> true, ground.publisher(), (participant, verdict) -> {}),
            writer,
            bounds.patience());
  }

  /**
   * Begins to listen and to answer.
   *
   * @param dimension length of the index's vectors
   */
  public static VectorTasks open(Ground ground, int dimension) throws InterruptedException {
    VectorTasks tasks =
        new VectorTasks(ground, new VectorIndexes(ground.stack()).create(dimension));
    tasks.channel.start();
    return tasks;
  }

  /** Puts the same vectors into each namespace, and waits until the store has digested them. */
  public void seed(List<String> namespaces, List<float[]> vectors) throws InterruptedException {
    namespaces.parallelStream()
        .forEach(namespace -> index.upsert(namespace, "seed", vectors, PER_REQUEST));
    index.requireVisible(namespaces, vectors.size());
    ProcessorTime.awaitRest(ground.stack().process(Part.VECTORS));
  }

  /**
   * Lets the participant drop namespaces of a scope that is fenced for it; of several attempts the
   * one that was carried out counts.
   *
   * @param vectors what is in them, which it has to find
   * @return seconds from the task to its receipt
   */
  public double drop(List<String> namespaces, long vectors) throws InterruptedException {
    UUID uid = UUID.randomUUID();
    ScopeRef scope = new ScopeRef(ScopeType.CREATOR, "bench", uid);
    String ref = "er_" + uid.toString().replace("-", "");
    long fence =
        ground
            .publisher()
            .publish(
                Topic.ERASURE_FENCES,
                uid.toString(),
                new ScopeFenced(uid, ScopeType.CREATOR, ref, Instant.now()))
            .join()
            .offset();
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      ErasureTask task =
          new ErasureTask(
              ref,
              Instant.now(),
              UUID.randomUUID(),
              WorkTopic.VECTORS.participant(),
              attempt,
              ErasureAction.ERASE,
              List.of(scope),
              List.of(uid),
              namespaces,
              List.of(),
              fence,
              List.of(),
              Instant.now().plus(AT_MOST));
      long began = System.nanoTime();
      ground.publisher().publish(WorkTopic.VECTORS, ref, task);
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

  private void heard(TopicRecord<ErasureReceipt> heard) {
    if (heard.value() instanceof Decoded.Event<ErasureReceipt>(ErasureReceipt receipt)) {
      receipts.add(receipt);
    }
  }

  @Override
  public void close() {
    channel.close();
    writer.close();
    store.close();
    index.close();
    follower.close();
  }
}
