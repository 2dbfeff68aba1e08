package io.palimpsest.erasure.restore;

import io.palimpsest.erasure.audit.CommittedLog;
import io.palimpsest.erasure.audit.IntakeEnd;
import io.palimpsest.erasure.demand.DemandLog;
import io.palimpsest.event.ErasureStatusChanged;
import io.palimpsest.messaging.Decoded;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.proof.Proof;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Reads what lies outside the database. */
@ApplicationScoped
class OuterReader {
  private final DemandLog demands;
  private final CommittedLog log;
  private final IntakeEnd intake;
  private final TopicLog topics;
  private final RestoreSettings settings;

  OuterReader(
      DemandLog demands,
      CommittedLog log,
      IntakeEnd intake,
      KafkaSettings kafka,
      EventCodec codec,
      RecordVerifier verifier,
      RestoreSettings settings) {
    this.demands = demands;
    this.log = log;
    this.intake = intake;
    this.topics = new TopicLog(kafka.withClientId(kafka.clientId() + "-restore"), codec, verifier);
    this.settings = settings;
  }

  /**
   * Reads all topics to their ends. What was taken in is in the log before the log is read: so its
   * numbers are all there are.
   *
   * @param since the log is read from entries of that time on
   */
  Outer read(Instant since) throws InterruptedException {
    intake.awaitSequenced(settings.read());
    LogFacts facts = new LogFacts(this::entry);
    log.since(since, settings.read(), facts::take);
    return new Outer(demands.newest(settings.read()), states(), facts.byRef());
  }

  private String entry(long offset) {
    return log.at(offset, settings.read())
        .map(said -> new String(said.bytes(), StandardCharsets.UTF_8))
        .orElseThrow(() -> new IllegalStateException("the log has lost offset " + offset));
  }

  private Map<UUID, ErasureStatusChanged> states() {
    Map<UUID, ErasureStatusChanged> states = new HashMap<>();
    topics.read(
        Topic.ERASURE_STATUS,
        ErasureStatusChanged.class,
        settings.read(),
        found -> {
          if (!(found.proof() instanceof Proof.Unproven)
              && found.value() instanceof Decoded.Event<ErasureStatusChanged>(var event)) {
            states.merge(event.getRequestId(), event, OuterReader::later);
          }
        });
    return states;
  }

  /** An old state may lie behind a newer one, appended again by somebody. */
  static ErasureStatusChanged later(ErasureStatusChanged one, ErasureStatusChanged other) {
    return other.getOccurredAt().isBefore(one.getOccurredAt()) ? one : other;
  }
}
