package io.palimpsest.messaging;

import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.SigningKey;
import io.palimpsest.topic.Authorship;
import java.net.URI;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Real broker and registry, shared by the tests of this module. */
final class Stores {
  /** Signs as any service. */
  static final RecordSigner SIGNER =
      RecordSigner.of(
          SigningKey.generate(Authorship.INGEST),
          SigningKey.generate(Authorship.REEMBED),
          SigningKey.generate(Authorship.ERASURE));

  private Stores() {}

  static RunningStack running() {
    try {
      return SharedStack.with(Part.BROKER, Part.REGISTRY);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static KafkaSettings kafka() {
    return KafkaSettings.of(running().bootstrapServers(), "test");
  }

  static URI registry() {
    return URI.create(running().registryUrl());
  }

  static Admin admin() {
    return Admin.create(Map.<String, Object>of("bootstrap.servers", running().bootstrapServers()));
  }
}
