package io.palimpsest.ingest.app;

import com.mongodb.client.MongoDatabase;
import io.opentelemetry.api.OpenTelemetry;
import io.palimpsest.access.AccessLog;
import io.palimpsest.access.ActDisclosure;
import io.palimpsest.access.CurrentPrincipal;
import io.palimpsest.access.proof.ProofConfig;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.fencing.FenceProofs;
import io.palimpsest.fencing.Writer;
import io.palimpsest.fencing.WriterSettings;
import io.palimpsest.ingest.inbox.Submissions;
import io.palimpsest.ingest.write.EventSink;
import io.palimpsest.ingest.write.Gate;
import io.palimpsest.jobs.act.Acts;
import io.palimpsest.messaging.BrokerAccess;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Reach;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.group.GroupProgress;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.trace.Traces;
import io.palimpsest.topic.Authorship;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Kafka, the schema registry, and this process as a writer. */
@Singleton
class Messaging {
  private static final String SERVICE = "ingest-service";

  @Produces
  @Singleton
  KafkaSettings kafka(KafkaConfig config) {
    return new KafkaSettings(
        config.bootstrapServers(), access(config), SERVICE, config.deliveryTimeout());
  }

  private static BrokerAccess access(KafkaConfig config) {
    return config.accessFile().map(BrokerAccess::read).orElse(BrokerAccess.ANYBODY);
  }

  @Produces
  @Singleton
  EventCodec codec(SchemaRegistryConfig config) {
    return RegistryEventCodec.connect(config.url(), config.autoRegister());
  }

  @Produces
  @Singleton
  Reach reach(KafkaSettings kafka, SchemaRegistryConfig registry) {
    return Reach.of(kafka, registry.url());
  }

  void close(@Disposes Reach reach) {
    reach.close();
  }

  @Produces
  @Singleton
  FenceProofs proofs(RecordVerifier verifier, ProofConfig config) {
    return new FenceProofs(verifier, config.fencesFrom(), config.writersFrom());
  }

  @Produces
  @Singleton
  EventPublisher publisher(KafkaSettings kafka, EventCodec codec, RecordSigner signer) {
    return EventPublisher.connect(kafka, codec, signer);
  }

  void close(@Disposes EventPublisher publisher) {
    publisher.close();
  }

  @Produces
  @Singleton
  Acts acts(MongoDatabase database, RecordSigner signer, InstantSource clock) {
    return new Acts(database, Authorship.INGEST, signer, clock);
  }

  @Produces
  @Singleton
  ActDisclosure disclosure(
      Acts acts, Submissions submissions, CurrentPrincipal caller, AccessLog log) {
    return new ActDisclosure(
        Authorship.INGEST, List.of(acts::key, submissions::toldKey), caller, log);
  }

  @Produces
  @Singleton
  EventSink sink(EventPublisher publisher) {
    return new PublishedEvents(publisher);
  }

  @Produces
  @Singleton
  GroupProgress progress(KafkaSettings kafka) {
    return new GroupProgress(kafka);
  }

  void close(@Disposes GroupProgress progress) {
    progress.close();
  }

  /** A runtime whose SDK is off would still make up places that nobody is told of. */
  @Produces
  @Singleton
  Traces traces(
      OpenTelemetry telemetry, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
    return off ? Traces.none() : Traces.over(telemetry);
  }

  @Produces
  @Singleton
  FenceBounds bounds(FenceConfig config) {
    return new FenceBounds(config.lease(), config.deadline(), config.landing());
  }

  @Produces
  @Singleton
  Writer writer(
      FenceBounds bounds,
      EventPublisher publisher,
      KafkaSettings kafka,
      EventCodec codec,
      FenceProofs proofs) {
    return Writer.start(WriterSettings.of(SERVICE, bounds), publisher, kafka, codec, proofs);
  }

  @Produces
  @Singleton
  Gate gate(Writer writer) {
    return new Gate() {
      @Override
      public Admission admit(Collection<UUID> uids) {
        return writer.admit(uids);
      }

      @Override
      public boolean isFenced(Collection<UUID> uids) {
        return writer.isFenced(uids);
      }
    };
  }
}
