package io.palimpsest.access;

import io.palimpsest.access.issuer.IssuerKeys;
import io.palimpsest.access.issuer.IssuerSettings;
import io.palimpsest.access.token.ClaimNames;
import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.TokenRules;
import io.palimpsest.access.token.TokenVerifier;
import io.palimpsest.access.token.VerificationKeys;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Wires the verifier of tokens and the access log from the settings. */
@ApplicationScoped
class AccessBeans {
  @Produces
  @Singleton
  VerificationKeys verificationKeys(AccessConfig config) throws IOException {
    Optional<URI> issuer = config.issuer().url();
    if (issuer.isPresent()) {
      return IssuerKeys.start(settings(issuer.get(), config.issuer()), Clock.systemUTC());
    }
    return VerificationKeys.one(
        TokenKeys.publicKey(
            config
                .publicKey()
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "neither palimpsest.access.issuer.url (PALIMPSEST_ISSUER) nor"
                                + " quarkus.oidc.public-key is set: no token could be verified"))));
  }

  void close(@Disposes VerificationKeys keys) {
    if (keys instanceof IssuerKeys issuer) {
      issuer.close();
    }
  }

  @Produces
  @Singleton
  TokenVerifier tokenVerifier(AccessConfig config, VerificationKeys keys) {
    if (config.issuer().url().isPresent() && config.audience().isEmpty()) {
      throw new IllegalStateException(
          "palimpsest.access.audience (PALIMPSEST_AUDIENCE) is not set: tokens that the issuer gave"
              + " to others would count");
    }
    return new TokenVerifier(
        keys,
        new TokenRules(
            config.algorithm(),
            config.issuer().url().map(URI::toString),
            config.audience(),
            config.clockSkew(),
            new ClaimNames(
                config.claims().roles(),
                config.claims().creator(),
                config.claims().organizations())));
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

  private static IssuerSettings settings(URI issuer, AccessConfig.Issuer config) {
    return new IssuerSettings(
        issuer,
        config.refresh(),
        config.pause(),
        config.timeout(),
        config.remember(),
        config.keysFile());
  }
}
