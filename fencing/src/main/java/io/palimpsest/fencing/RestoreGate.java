package io.palimpsest.fencing;

import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ordinary start over a store. It compares the store with every fence that the store was not
 * yet known to be free of: few after an ordinary stop, the whole difference after a restore. What
 * is found is hidden by its fence already; it is reported to the erasure that wrote the fence,
 * which deletes it again in the order of the participants, and looks at holds and re-admissions
 * first.
 *
 * <p>The gate deletes nothing itself: it cannot tell what came back from what is just being erased.
 */
public final class RestoreGate implements AutoCloseable {
  /** How a report is told from an answer. */
  public static final String METHOD = "restore_gate";

  private static final Logger LOG = LoggerFactory.getLogger(RestoreGate.class);
  private static final Duration TURN = Duration.ofSeconds(1);

  private final Writer writer;
  private final FencedStore store;
  private final Reports reports;
  private volatile boolean passed;
  private volatile boolean closed;

  /** Who is told of what was found. */
  interface Reports {
    /** Durable on return. */
    void tell(Fence fence, long records);
  }

  RestoreGate(Writer writer, FencedStore store, Reports reports) {
    this.writer = writer;
    this.store = store;
    this.reports = reports;
  }

  /**
   * A gate that is not yet passed.
   *
   * @param participant name of the participant in whose name is reported
   */
  public static RestoreGate over(
      Writer writer, FencedStore store, EventPublisher publisher, String participant) {
    return new RestoreGate(
        writer,
        store,
        (fence, records) ->
            publisher
                .publish(
                    Topic.ERASURE_RECEIPTS, fence.requestRef(), report(fence, records, participant))
                .join());
  }

  /** Passes in the background, as soon as broker and store allow it. */
  public RestoreGate start() {
    Thread.ofVirtual().name("restore-gate").start(this::run);
    return this;
  }

  /** Whether the store was compared with every fence written before this process started. */
  public boolean passed() {
    return passed;
  }

  @Override
  public void close() {
    closed = true;
  }

  private void run() {
    try {
      while (!passed && !closed) {
        if (writer.awaitLease(TURN)) {
          attempt();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt() throws InterruptedException {
    try {
      pass();
    } catch (RuntimeException e) {
      LOG.warn("the store is not compared with the fences yet, trying again", e);
      Thread.sleep(TURN);
    }
  }

  /** Compares, reports, and keeps how far the store is free of what is fenced. */
  void pass() {
    long before = store.applied();
    long free = before;
    long found = 0;
    for (Fence fence : writer.fences()) {
      if (fence.sequence() > before) {
        long records = store.count(fence);
        if (records > 0) {
          reports.tell(fence, records);
          found++;
        } else if (found == 0) {
          free = fence.sequence();
        }
      }
    }
    if (free > before) {
      store.applied(free);
    }
    passed = true;
    LOG.info("store compared with the fences after={} free_up_to={} held={}", before, free, found);
  }

  private static ErasureReceipt report(Fence fence, long records, String participant) {
    String name = fence.requestRef() + METHOD + participant;
    return ErasureReceipt.newBuilder()
        .setRequestRef(fence.requestRef())
        .setOccurredAt(InstantSource.system().instant())
        .setTaskId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)))
        .setParticipant(participant)
        .setAttempt(1)
        .setAction(ErasureAction.VERIFY)
        .setFound(records)
        .setDeleted(0)
        .setRemaining(records)
        .setMethod(METHOD)
        .setEvidence("count:" + records)
        .build();
  }
}
