package io.palimpsest.erasure.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.erasure.broker.LongWork;
import io.palimpsest.erasure.broker.ParkedRequests;
import io.palimpsest.erasure.broker.SessionThread;
import io.palimpsest.erasure.watch.Metrics;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a sequencer at work: one session after the other, on a thread of its own. */
@ApplicationScoped
class Sequencer implements LongWork {
  private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final boolean enabled;
  private final SessionThread thread;

  Sequencer(
      KafkaSettings kafka,
      SequencerSettings settings,
      LogSettings published,
      RecordVerifier verifier,
      ParkedRequests parked,
      LogKeys keys,
      LogProofs proofs,
      Clock clock,
      MeterRegistry meters) {
    this.enabled = settings.enabled();
    SequencerClients clients = new SequencerClients(kafka, settings, proofs);
    SequencerSession.Signs signs =
        new SequencerSession.Signs(
            digest(keys),
            clock,
            reason -> refusals(meters, reason).increment(),
            meters.timer(Metrics.MERGE_DELAY)::record,
            new KeptNumbering(new Directory(published.directory()), keys));
    this.thread =
        new SessionThread(
            "audit-sequencer",
            () -> new SequencerSession(clients, verifier, parked, signs),
            Sequencer::fault);
    // There from the start: an alert on a counter that does not exist never fires for its first.
    refusals(meters, SequencerSession.CONTRADICTS);
    refusals(meters, SequencerSession.NUMBERING);
  }

  void onStart(@Observes StartupEvent event) {
    if (enabled) {
      thread.start();
    }
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    thread.stop();
  }

  @Override
  public String name() {
    return "audit_sequencer";
  }

  @Override
  public Optional<String> obstacle() {
    return thread.obstacle();
  }

  @Override
  public void leave() {
    thread.leave();
  }

  private static Duration fault(Exception thrown) {
    LOG.warn("sequencer begins again from the log", thrown);
    return PAUSE;
  }

  private static Counter refusals(MeterRegistry meters, String reason) {
    return meters.counter(Metrics.STATEMENTS_REFUSED, "reason", reason);
  }

  /** SHA-256 of the current key's text form. */
  private static String digest(LogKeys keys) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(keys.verifiers().getFirst().vkey().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
