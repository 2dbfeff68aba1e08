package io.palimpsest.erasure.audit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.InconsistentLogException;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.erasure.broker.LongWork;
import io.palimpsest.erasure.broker.Session;
import io.palimpsest.erasure.broker.SessionThread;
import io.palimpsest.erasure.watch.Metrics;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.sealing.KeysUnavailableException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a signer at work: one session after the other, on a thread of its own. */
@ApplicationScoped
class Signer implements LongWork {
  private static final Logger LOG = LoggerFactory.getLogger(Signer.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PAUSE_KEYLESS = Duration.ofSeconds(3);
  private static final Duration PAUSE_REFUSED = Duration.ofSeconds(10);

  private final SignerClients clients;
  private final LogKeys keys;
  private final LogPolicy policy;
  private final SessionThread thread;
  private volatile boolean refused;

  Signer(
      KafkaSettings kafka,
      LogSettings settings,
      LogKeys keys,
      LogPolicy policy,
      LogProofs proofs,
      MeterRegistry meters) {
    this.clients = new SignerClients(kafka, settings, proofs);
    this.keys = keys;
    this.policy = policy;
    this.thread = new SessionThread("audit-signer", this::session, this::fault);
    Gauge.builder(Metrics.LOG_REFUSED, () -> refused ? 1 : 0).register(meters);
  }

  void onStart(@Observes StartupEvent event) {
    if (clients.settings().enabled()) {
      thread.start();
    }
  }

  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    thread.stop();
  }

  @Override
  public String name() {
    return "audit_signer";
  }

  @Override
  public Optional<String> obstacle() {
    return thread.obstacle().or(keys::obstacle);
  }

  @Override
  public void leave() {
    thread.leave();
  }

  /** Whoever has no key leaves the log to those that have. */
  private Session session() {
    keys.open();
    SignerSession session =
        new SignerSession(clients, new Directory(clients.settings().directory()), keys, policy);
    return new Session() {
      @Override
      public void step() throws IOException {
        session.step();
        refused = false;
      }

      @Override
      public void close() {
        session.close();
      }
    };
  }

  private Duration fault(Exception thrown) {
    if (thrown instanceof InconsistentLogException) {
      refused = true;
      LOG.error("audit log is not signed: it is not what was published of it", thrown);
      return PAUSE_REFUSED;
    }
    if (thrown instanceof KeysUnavailableException) {
      LOG.warn("audit log is not signed for now, entries wait for its key", thrown);
      return PAUSE_KEYLESS;
    }
    LOG.warn("signer begins again from what is published", thrown);
    return PAUSE;
  }
}
