package io.palimpsest.fencing;

import io.palimpsest.event.ScopeType;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TopicLog;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The coordinator's side: writes fences and calls the roll until each has been drained. One per
 * process, for any number of fences at once; thread-safe. It keeps nothing that a restart could
 * lose: after one, ask again for every fence that is not known to be drained.
 */
public interface FenceLog extends AutoCloseable {
  /** Starts in the background to follow the writers. */
  static FenceLog connect(
      FenceBounds bounds,
      EventPublisher publisher,
      KafkaSettings kafka,
      EventCodec codec,
      FenceProofs proofs) {
    TopicLog log =
        new TopicLog(kafka.withClientId(kafka.clientId() + "-roll-call"), codec, proofs.verifier());
    return new KafkaFenceLog(
            bounds, Ticker.system(), InstantSource.system(), publisher, log, proofs)
        .start();
  }

  /**
   * Writes a fence. Repeating it, after a crash or an error, does no harm.
   *
   * @param uid the scope's uid
   * @param type kind of the scope
   * @param requestRef random reference of the erasure request
   * @return completes with the fence's sequence when the broker has acknowledged it; fails when it
   *     may or may not have been written
   */
  CompletableFuture<Long> fence(UUID uid, ScopeType type, String requestRef);

  /**
   * Calls the roll for an acknowledged fence. Asking again while it is being called returns the
   * same roll call. The wait before a silent writer is evicted counts from this call, which must
   * not come before the fence's acknowledgement.
   *
   * @param sequence as {@link #fence} gave it
   * @param requestRef reference of the erasure request, named in evictions
   * @return completes, never exceptionally, when nothing admitted without the fence can land any
   *     more; only then may anything be deleted
   */
  CompletableFuture<Drained> drain(long sequence, String requestRef);

  /** How far the roll call of a fence is. */
  Drain progress(long sequence);

  /**
   * Why no roll will be read any more, such as a statement that nobody proved to have written;
   * empty while it is. The process has to be started anew when the reason is gone.
   */
  default Optional<String> obstacle() {
    return Optional.empty();
  }

  @Override
  void close();
}
