package io.palimpsest.erasure.broker;

import io.palimpsest.access.proof.ProofConfig;
import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.fencing.FenceLog;
import io.palimpsest.fencing.FenceProofs;
import io.palimpsest.fencing.Writer;
import io.palimpsest.fencing.WriterSettings;
import io.palimpsest.messaging.BrokerAccess;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Reach;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** One codec, one publisher and one coordinator per process. */
@ApplicationScoped
class KafkaBeans {
  private static final String SERVICE = "erasure";
  private static final int LAST = 10_000;

  private final AtomicReference<@Nullable Writer> started = new AtomicReference<>();

  @Produces
  @Singleton
  KafkaSettings settings(
      KafkaAddresses addresses, @ConfigProperty(name = "quarkus.application.name") String service) {
    return new KafkaSettings(
        addresses.bootstrapServers(),
        addresses.accessFile().map(BrokerAccess::read).orElse(BrokerAccess.ANYBODY),
        service,
        addresses.deliveryTimeout());
  }

  /** What the channels' own clients begin with. */
  @Produces
  @Singleton
  @Identifier("default-kafka-broker")
  Map<String, Object> channels(KafkaSettings settings) {
    Map<String, Object> client = settings.client(settings.clientId());
    // Each channel names its clients itself.
    client.remove(CommonClientConfigs.CLIENT_ID_CONFIG);
    return client;
  }

  @Produces
  @Singleton
  EventCodec codec(KafkaAddresses addresses) {
    return RegistryEventCodec.connect(addresses.registryUrl(), addresses.autoRegister());
  }

  @Produces
  @Singleton
  Reach reach(KafkaSettings settings, KafkaAddresses addresses) {
    return Reach.of(settings, addresses.registryUrl());
  }

  void close(@Disposes Reach reach) {
    reach.close();
  }

  @Produces
  @Singleton
  EventPublisher publisher(KafkaSettings settings, EventCodec codec, RecordSigner signer) {
    return EventPublisher.connect(settings, codec, signer);
  }

  void close(@Disposes EventPublisher publisher) {
    publisher.close();
  }

  @Produces
  @Singleton
  FenceProofs proofs(RecordVerifier verifier, ProofConfig config) {
    return new FenceProofs(verifier, config.fencesFrom(), config.writersFrom());
  }

  @Produces
  @Singleton
  FenceLog fences(
      KafkaSettings settings,
      EventPublisher publisher,
      EventCodec codec,
      FenceSettings bounds,
      FenceProofs proofs) {
    return FenceLog.connect(bounds(bounds), publisher, settings, codec, proofs);
  }

  void close(@Disposes FenceLog fences) {
    fences.close();
  }

  @Produces
  @Singleton
  Writer writer(
      KafkaSettings settings,
      EventPublisher publisher,
      EventCodec codec,
      FenceSettings bounds,
      FenceProofs proofs) {
    Writer writer =
        Writer.start(
            WriterSettings.of(SERVICE, bounds(bounds)), publisher, settings, codec, proofs);
    started.set(writer);
    return writer;
  }

  /** While the publisher is still there, by which it takes itself off the roll. */
  void onStop(@Observes @Priority(LAST) ShutdownEvent stop) {
    Writer writer = started.get();
    if (writer != null) {
      writer.close();
    }
  }

  private static FenceBounds bounds(FenceSettings settings) {
    return new FenceBounds(settings.lease(), settings.deadline(), settings.landing());
  }

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
