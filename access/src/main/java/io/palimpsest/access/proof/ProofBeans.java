package io.palimpsest.access.proof;

import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.messaging.proof.TrustedKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** One signer and one verifier per process; without their keys the service does not start. */
@ApplicationScoped
class ProofBeans {
  @Produces
  @Singleton
  RecordSigner signer(ProofConfig config) {
    return RecordSigner.of(
        SigningKey.read(
            needed(config.author(), "palimpsest.proof.author"),
            needed(config.keyFile(), "palimpsest.proof.key-file (PALIMPSEST_SIGNING_KEY_FILE)")));
  }

  @Produces
  @Singleton
  RecordVerifier verifier(ProofConfig config, UnprovenMeter meter) {
    return new RecordVerifier(
        TrustedKeys.read(
            needed(
                config.trustedKeys(), "palimpsest.proof.trusted-keys (PALIMPSEST_TRUSTED_KEYS)")),
        meter);
  }

  private static <T> T needed(Optional<T> setting, String name) {
    return setting.orElseThrow(
        () -> new IllegalStateException(name + " is not set: records could not be proven"));
  }
}
