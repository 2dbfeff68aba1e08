package io.palimpsest.erasure.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.InconsistentLogException;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.erasure.health.Metrics;
import io.palimpsest.messaging.KafkaSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a signer at work: one session after the other, on a thread of its own. */
@ApplicationScoped
class Signer {
  private static final Logger LOG = LoggerFactory.getLogger(Signer.class);
  private static final long PAUSE_MILLIS = 500;
  private static final long PAUSE_REFUSED_MILLIS = 10_000;

  private final SignerClients clients;
  private final LogKeys keys;
  private final LogPolicy policy;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("audit-signer").unstarted(this::run);
  private volatile boolean refused;

  Signer(
      KafkaSettings kafka,
      LogSettings settings,
      LogKeys keys,
      LogPolicy policy,
      MeterRegistry meters) {
    this.clients = new SignerClients(kafka, settings);
    this.keys = keys;
    this.policy = policy;
    Gauge.builder(Metrics.LOG_REFUSED, () -> refused ? 1 : 0).register(meters);
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
      try (SignerSession session = session()) {
        while (closed.getCount() > 0) {
          session.step();
          refused = false;
        }
      } catch (InconsistentLogException inconsistent) {
        refused = true;
        LOG.error("audit log is not signed: it is not what was published of it", inconsistent);
        pause(PAUSE_REFUSED_MILLIS);
      } catch (IOException | RuntimeException fault) {
        LOG.warn("signer begins again from what is published", fault);
        pause(PAUSE_MILLIS);
      }
    }
  }

  private SignerSession session() {
    return new SignerSession(clients, new Directory(clients.settings().directory()), keys, policy);
  }

  private void pause(long millis) {
    try {
      closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
