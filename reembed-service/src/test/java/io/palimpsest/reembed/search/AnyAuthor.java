package io.palimpsest.reembed.search;

import io.palimpsest.messaging.proof.RecordSigner;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** These tests speak for ingest and erasure through the publisher of the service under test. */
@ApplicationScoped
class AnyAuthor {
  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  RecordSigner signer() {
    return RecordSigner.read(Stores.stack().secrets().signingKeys());
  }
}
