package io.palimpsest.erasure.audit;

import io.palimpsest.audit.log.Directory;
import io.palimpsest.audit.log.LogKeys;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.sealing.KmsKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What is made of the settings, once. */
@ApplicationScoped
class LogBeans {
  /**
   * Without its keys the service does not start: whoever signs asks for them at the start. One that
   * a KMS has to unwrap is there by its public side alone until it is needed.
   */
  @Produces
  @Singleton
  LogKeys keys(LogSettings settings) {
    return KeyFiles.read(settings.keyFiles(), KmsKeys.known());
  }

  @Produces
  @Singleton
  LogProofs proofs(RecordSigner signer, RecordVerifier verifier, LogSettings settings) {
    return new LogProofs(signer, verifier, settings.signedFrom());
  }

  @Produces
  @Singleton
  LogPolicy policy(LogSettings settings, LogKeys keys) {
    return new LogPolicy(keys, settings);
  }

  @Produces
  @Singleton
  PublishedLog published(LogSettings settings, LogKeys keys, LogPolicy policy) {
    return new PublishedLog(new Directory(settings.directory()), keys, policy);
  }
}
