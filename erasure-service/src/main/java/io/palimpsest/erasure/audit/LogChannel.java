package io.palimpsest.erasure.audit;

import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.MalformedStatementException;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.phase.Confirmation;
import io.palimpsest.erasure.saga.Ledger;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads committed entries, and tells each request when its confirmation is among them. */
@ApplicationScoped
class LogChannel {
  private static final Logger LOG = LoggerFactory.getLogger(LogChannel.class);
  private static final String REQUESTS = "/erasure/";

  private final Ledger ledger;
  private final LogProofs proofs;
  private final Clock clock;

  LogChannel(Ledger ledger, LogProofs proofs, Clock clock) {
    this.ledger = ledger;
    this.proofs = proofs;
    this.clock = clock;
  }

  @Incoming("audit-log")
  @Blocking
  @Retry(maxRetries = -1, delay = 500, maxDuration = 0)
  void onRecord(ConsumerRecord<String, byte[]> record) {
    if (!proofs.isEntry(record)) {
      return;
    }
    try {
      onEntry(Long.parseLong(record.key()), Statement.parse(record.value()), record.value());
    } catch (MalformedStatementException | NumberFormatException broken) {
      LOG.error("entry of the log not understood offset={}", record.offset(), broken);
    }
  }

  private void onEntry(long index, Statement entry, byte[] bytes) {
    String source = entry.source().path();
    if (entry.type() == EntryType.CONFIRMED_LIVE && source.startsWith(REQUESTS)) {
      String json = new String(bytes, StandardCharsets.UTF_8);
      ledger.changeByRef(
          source.substring(REQUESTS.length()),
          request -> Confirmation.logged(request, index, json, clock.instant()));
    }
  }
}
