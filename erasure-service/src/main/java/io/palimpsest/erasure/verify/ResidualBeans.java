package io.palimpsest.erasure.verify;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.palimpsest.erasure.model.Residual.Kind;
import io.palimpsest.erasure.participant.ParticipantSettings;
import io.palimpsest.erasure.participant.Participants;
import io.palimpsest.erasure.phase.PatrolPolicy;
import io.palimpsest.erasure.phase.ResidualPolicy;
import io.palimpsest.erasure.saga.LocalParticipant;
import io.palimpsest.erasure.watch.Metrics;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.TopicAge;
import io.palimpsest.messaging.TopicLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Opens what the looks need. */
@ApplicationScoped
class ResidualBeans {
  @Produces
  @Singleton
  ResidualPolicy policy(ResidualSettings settings, PatrolPolicy patrol) {
    Map<Kind, Duration> kept = new EnumMap<>(Kind.class);
    kept.put(Kind.TOPIC_SEGMENT, settings.topicSegment());
    kept.put(Kind.INBOX, settings.inbox());
    kept.put(Kind.ERASURE_REQUESTS, settings.erasureRequests());
    kept.put(Kind.ERASURE_WORK, settings.erasureWork());
    kept.put(Kind.VENDOR_SOFT_DELETE, settings.vendorSoftDelete());
    kept.put(Kind.BACKUP, settings.backup());
    kept.put(Kind.KEY_BACKUP, settings.keyBackup());
    kept.put(Kind.PREVIEW, settings.preview());
    kept.put(Kind.INVENTORY, patrol.keeps());
    return new ResidualPolicy(kept, settings.unknown(), settings.again());
  }

  @Produces
  @Singleton
  TopicAge age(KafkaSettings kafka) {
    return TopicAge.connect(kafka);
  }

  void close(@Disposes TopicAge age) {
    age.close();
  }

  @Produces
  @Singleton
  LocalParticipant looks(
      KafkaSettings kafka,
      EventCodec codec,
      TopicAge age,
      ResidualSettings settings,
      ParticipantSettings participants,
      Clock clock,
      MeterRegistry meters) {
    ChangeTopics topics = new ChangeTopics(new TopicLog(kafka, codec), settings.reading());
    Gauge.builder(Metrics.UNDECODABLE, topics::undecodable).register(meters);
    return new Residuals(
        topics::records,
        age::keepsAnyUpTo,
        Participants.workTopics(participants.upstream()),
        clock);
  }
}
