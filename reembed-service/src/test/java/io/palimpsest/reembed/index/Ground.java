package io.palimpsest.reembed.index;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.EventCodec;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.RegistryEventCodec;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import io.palimpsest.messaging.proof.RecordSigner;
import io.palimpsest.messaging.proof.RecordVerifier;
import io.palimpsest.messaging.proof.TrustedKeys;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.pinecone.PineconeSettings;
import io.palimpsest.vectorstore.pinecone.PineconeVectorStore;
import java.net.URI;
import java.time.Duration;

/** Real broker, registry, documents and vectors, once per JVM. */
final class Ground {
  static final FenceBounds BOUNDS =
      new FenceBounds(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMillis(500));
  private static Ground ground;

  final RunningStack stack;
  final KafkaSettings kafka;
  final EventCodec codec;
  final EventPublisher publisher;
  final MongoClient mongo;

  private Ground() throws InterruptedException {
    stack = SharedStack.with(Part.BROKER, Part.REGISTRY, Part.DOCUMENTS, Part.VECTORS);
    kafka = KafkaSettings.of(stack.bootstrapServers(), "index-test");
    try (Topics topics =
        Topics.connect(kafka, URI.create(stack.registryUrl()), Replication.LOCAL)) {
      topics.apply();
    }
    codec = RegistryEventCodec.connect(URI.create(stack.registryUrl()), false);
    publisher =
        EventPublisher.connect(kafka, codec, RecordSigner.read(stack.secrets().signingKeys()));
    mongo = MongoClients.create(stack.mongoUri("reembed"));
  }

  static synchronized Ground get() throws InterruptedException {
    if (ground == null) {
      ground = new Ground();
    }
    return ground;
  }

  /** Verifies by the keys of the stack. */
  RecordVerifier verifier() {
    return new RecordVerifier(
        TrustedKeys.read(stack.secrets().trustedKeys()), (topic, reason) -> {});
  }

  VectorStore openStore() {
    return PineconeVectorStore.open(
        PineconeSettings.of("http://" + stack.vectorsHost(), stack.secrets().vectorsAdminKey()));
  }
}
