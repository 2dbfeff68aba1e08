package io.palimpsest.erasure.demand;

import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.topic.Topic;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes deeds to the log's intake: at once, and whatever was left behind by and by. */
@ApplicationScoped
public class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
  private static final int PAGE = 100;
  private static final long SECONDS = 15;

  private final Deeds deeds;
  private final EventPublisher publisher;

  Courier(Deeds deeds, EventPublisher publisher) {
    this.deeds = deeds;
    this.publisher = publisher;
  }

  /** Begins to take one there; returns before it is. The deed is durable already. */
  public void soon(Deed deed) {
    Thread.ofVirtual()
        .name("deed-" + deed.ref())
        .start(
            () -> {
              try {
                take(deed);
              } catch (RuntimeException later) {
                LOG.warn("deed is said later ref={}", deed.ref(), later);
              }
            });
  }

  @Scheduled(
      every = "{palimpsest.erasure.saga.deed-watch}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void leftBehind() {
    deeds.unsaid(PAGE).forEach(this::take);
  }

  private void take(Deed deed) {
    publisher
        .publishRaw(
            Topic.AUDIT_INTAKE,
            deed.source().path(),
            deed.statement().getBytes(StandardCharsets.UTF_8),
            Map.of(RecordSigner.HEADER, Base64.getDecoder().decode(deed.proof())))
        .orTimeout(SECONDS, TimeUnit.SECONDS)
        .join();
    deeds.said(deed);
  }
}
