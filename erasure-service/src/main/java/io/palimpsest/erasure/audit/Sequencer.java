package io.palimpsest.erasure.audit;

import io.palimpsest.erasure.parked.ParkedRequests;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
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
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("audit-sequencer").unstarted(this::run);

  Sequencer(
      KafkaSettings kafka,
      SequencerSettings settings,
      EventCodec codec,
      RecordVerifier verifier,
      ParkedRequests parked) {
    this.clients = new SequencerClients(kafka, settings);
    this.log = new TopicLog(kafka, codec);
    this.verifier = verifier;
    this.parked = parked;
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

  private void run() {
    while (closed.getCount() > 0) {
      try (SequencerSession session = new SequencerSession(clients, log, verifier, parked)) {
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
