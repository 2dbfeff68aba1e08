package io.palimpsest.access;

import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.TokenVerifier;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Wires the verifier of tokens and the access log from the settings. */
@ApplicationScoped
class AccessBeans {
  @Produces
  @Singleton
  TokenVerifier tokenVerifier(AccessConfig config) {
    return new TokenVerifier(TokenKeys.publicKey(config.publicKey()), config.audience());
  }

  @Produces
  @Singleton
  AccessLog accessLog(
      AccessConfig config,
      EventPublisher publisher,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    return AccessLog.start(
        entry -> publisher.publish(Topic.ACCESS, entry.getTenantDigest(), entry),
        TenantDigest.keyed(config.digestKey()),
        service,
        Clock.systemUTC());
  }

  void close(@Disposes AccessLog log) {
    log.close();
  }
}
