package io.palimpsest.fencing;

import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TopicLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * This process as a writer: whoever writes or deletes content anywhere asks here first. One per
 * process; thread-safe.
 *
 * <p>Right after its start, and while the broker cannot be reached, it admits nothing.
 */
public interface Writer extends AutoCloseable {
  /**
   * Starts in the background: registers, reads the fences to the end, then works.
   *
   * @param publisher writes the registration and the observations
   * @param kafka where the fences and the writers are read
   * @param proofs which of those records count; at one that does not it stops for good
   */
  static Writer start(
      WriterSettings settings,
      EventPublisher publisher,
      KafkaSettings kafka,
      EventCodec codec,
      FenceProofs proofs) {
    InstantSource clock = InstantSource.system();
    Roster roster = new Roster(publisher, clock);
    TopicLog log =
        new TopicLog(kafka.withClientId(kafka.clientId() + "-writer"), codec, proofs.verifier());
    return new KafkaWriter(settings, Ticker.system(), clock, roster, log, proofs).start();
  }

  /**
   * Asks to write or delete content of a scope.
   *
   * @param uids all uids on the path of the scopes touched, at least one
   * @return never waits; the work of {@link Admission.Admitted} must be closed by the caller
   */
  Admission admit(Collection<UUID> uids);

  /**
   * Asks to delete content of a scope that is fenced.
   *
   * @return never waits; the work of {@link ErasureAdmission.Admitted} must be closed by the caller
   */
  ErasureAdmission admit(Warrant warrant);

  /**
   * Waits until all fences up to a sequence are applied.
   *
   * @return false when the time ran out before
   */
  boolean awaitFences(long sequence, Duration timeout) throws InterruptedException;

  /** Whether this writer has a valid lease now. */
  boolean leased();

  /**
   * Waits until this writer has a valid lease.
   *
   * @return false when the time ran out before
   */
  boolean awaitLease(Duration timeout) throws InterruptedException;

  /**
   * Why this writer will never have a lease again, such as a record that nobody proved to have
   * written; empty while it may. The process has to be started anew when the reason is gone.
   */
  default Optional<String> obstacle() {
    return Optional.empty();
  }

  /** Whether any of the uids is known to be fenced; for reads, whether or not there is a lease. */
  boolean isFenced(Collection<UUID> uids);

  /** Sequence of the newest fence applied, -1 for none. */
  long fencesApplied();

  /** Every fence applied so far, in order of sequence. */
  List<Fence> fences();

  /**
   * Tells of every fence in order of sequence, those known already first. The listener is called on
   * the thread that reads the fences, after the fence has been applied: it must return at once and
   * must not throw.
   */
  void onFence(Consumer<Fence> listener);

  /**
   * Stops gracefully: admits nothing more, waits until of all admitted work nothing can land any
   * more, then takes the id off the roll.
   */
  @Override
  void close();
}
