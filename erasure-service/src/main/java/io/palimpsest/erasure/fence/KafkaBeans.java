package io.palimpsest.erasure.fence;

import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.fencing.FenceLog;
import io.palimpsest.fencing.Writer;
import io.palimpsest.fencing.WriterSettings;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.RegistryEventCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** One codec, one publisher and one coordinator per process. */
@ApplicationScoped
class KafkaBeans {
  private static final String SERVICE = "erasure";

  @Produces
  @Singleton
  KafkaSettings settings(
      KafkaAddresses addresses, @ConfigProperty(name = "quarkus.application.name") String service) {
    return new KafkaSettings(addresses.bootstrapServers(), service, addresses.deliveryTimeout());
  }

  @Produces
  @Singleton
  EventCodec codec(KafkaAddresses addresses) {
    return RegistryEventCodec.connect(addresses.registryUrl(), addresses.autoRegister());
  }

  @Produces
  @Singleton
  EventPublisher publisher(KafkaSettings settings, EventCodec codec) {
    return EventPublisher.connect(settings, codec);
  }

  void close(@Disposes EventPublisher publisher) {
    publisher.close();
  }

  @Produces
  @Singleton
  FenceLog fences(
      KafkaSettings settings, EventPublisher publisher, EventCodec codec, FenceSettings bounds) {
    return FenceLog.connect(bounds(bounds), publisher, settings, codec);
  }

  void close(@Disposes FenceLog fences) {
    fences.close();
  }

  @Produces
  @Singleton
  Writer writer(
      KafkaSettings settings, EventPublisher publisher, EventCodec codec, FenceSettings bounds) {
    return Writer.start(WriterSettings.of(SERVICE, bounds(bounds)), publisher, settings, codec);
  }

  void close(@Disposes Writer writer) {
    writer.close();
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
