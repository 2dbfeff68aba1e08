package io.palimpsest.erasure.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.erasure.health.Metrics;
import io.palimpsest.erasure.parked.ParkedRequests;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a sequencer at work: one session after the other, on a thread of its own. */
@ApplicationScoped
class Sequencer {
  private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);
  private static final long PAUSE_MILLIS = 500;

  private final SequencerClients clients;
  private final TopicLog log;
  private final RecordVerifier verifier;
  private final ParkedRequests parked;
  private final SequencerSession.Signs signs;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("audit-sequencer").unstarted(this::run);

  Sequencer(
      KafkaSettings kafka,
      SequencerSettings settings,
      EventCodec codec,
      RecordVerifier verifier,
      ParkedRequests parked,
      LogKeys keys,
      Clock clock,
      MeterRegistry meters) {
    this.clients = new SequencerClients(kafka, settings);
    this.log = new TopicLog(kafka, codec);
    this.verifier = verifier;
    this.parked = parked;
    this.signs =
        new SequencerSession.Signs(
            digest(keys), clock, reason -> refusals(meters, reason).increment());
    // There from the start: an alert on a counter that does not exist never fires for its first.
    refusals(meters, SequencerSession.CONTRADICTS);
  }

  void onStart(@Observes StartupEvent event) {
    if (clients.settings().enabled()) {
      thread.start();
    }
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    closed.countDown();
    thread.join(TimeUnit.SECONDS.toMillis(10));
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

  private void run() {
    while (closed.getCount() > 0) {
      try (SequencerSession session = new SequencerSession(clients, log, verifier, parked, signs)) {
        while (closed.getCount() > 0) {
          session.step();
        }
      } catch (RuntimeException e) {
        LOG.warn("sequencer begins again from the log", e);
        pause();
      }
    }
  }

  private void pause() {
    try {
      closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
