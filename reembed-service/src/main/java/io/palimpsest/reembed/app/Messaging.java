package io.palimpsest.reembed.app;

import io.opentelemetry.api.OpenTelemetry;
import io.palimpsest.access.proof.ProofConfig;
import io.palimpsest.event.TenantChanged;
import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.fencing.FenceProofs;
import io.palimpsest.fencing.Writer;
import io.palimpsest.fencing.WriterSettings;
import io.palimpsest.messaging.BrokerAccess;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Reach;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.messaging.TopicLog;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.trace.Traces;
import io.palimpsest.reembed.change.Arrivals;
import io.palimpsest.tenancy.Registry;
import io.palimpsest.topic.Topic;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Kafka, the schema registry, the tenants, and this process as a writer. */
@Singleton
class Messaging {
  private static final String SERVICE = "reembed-service";

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

  /** A runtime whose SDK is off would still make up places that nobody is told of. */
  @Produces
  @Singleton
  Traces traces(
      OpenTelemetry telemetry, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean off) {
    return off ? Traces.none() : Traces.over(telemetry);
  }

  /** Follows the fences from the start on: reads hide what is fenced before anything is written. */
  @Produces
  @Singleton
  @Startup
  Writer writer(
      FenceConfig config,
      EventPublisher publisher,
      KafkaSettings kafka,
      EventCodec codec,
      FenceProofs proofs) {
    FenceBounds bounds = new FenceBounds(config.lease(), config.deadline(), config.landing());
    return Writer.start(WriterSettings.of(SERVICE, bounds), publisher, kafka, codec, proofs);
  }

  void close(@Disposes Writer writer) {
    writer.close();
  }

  @Produces
  @Singleton
  Registry registry() {
    return new Registry();
  }

  @Produces
  @Singleton
  Arrivals arrivals() {
    return new Arrivals();
  }

  /** Keeps the registry in step; its {@code awaitEnd} says when it knows what was said so far. */
  @Produces
  @Singleton
  @Startup
  TopicFollower<TenantChanged> tenants(
      KafkaSettings kafka,
      EventCodec codec,
      RecordVerifier verifier,
      Registry registry,
      Arrivals arrivals) {
    return new TopicLog(kafka.withClientId(SERVICE + "-tenants"), codec, verifier)
        .follow(Topic.TENANTS, TenantChanged.class, new TenantRecords(registry, arrivals));
  }

  void close(@Disposes TopicFollower<TenantChanged> tenants) {
    tenants.close();
  }
}
