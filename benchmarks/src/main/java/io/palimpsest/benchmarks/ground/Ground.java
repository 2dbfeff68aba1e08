package io.palimpsest.benchmarks.ground;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.palimpsest.fencing.FenceProofs;
import io.palimpsest.local.stack.LocalStack;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
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
import java.nio.file.Path;

/** Broker, registry, documents and vectors, each a process of its own, with nothing in them. */
public final class Ground implements AutoCloseable {
  private final RunningStack stack;
  private final KafkaSettings kafka;
  private final EventCodec codec;
  private final EventPublisher publisher;
  private final MongoClient mongo;

  private Ground(RunningStack stack) {
    this.stack = stack;
    this.kafka = KafkaSettings.of(stack.bootstrapServers(), "bench");
    try (Topics topics = topics()) {
      topics.apply();
    }
    this.codec = RegistryEventCodec.connect(URI.create(stack.registryUrl()), false);
    this.publisher =
        EventPublisher.connect(kafka, codec, RecordSigner.read(stack.secrets().signingKeys()));
    this.mongo = MongoClients.create(stack.mongoUri("bench"));
  }

  /** Starts all of it in a folder. */
  public static Ground in(Path folder) throws InterruptedException {
    return of(LocalStack.in(folder));
  }

  /** Starts all of it as it is described. */
  static Ground of(LocalStack described) throws InterruptedException {
    return new Ground(
        described.with(Part.BROKER, Part.REGISTRY, Part.DOCUMENTS, Part.VECTORS).start());
  }

  private Topics topics() {
    return Topics.connect(kafka, URI.create(stack.registryUrl()), Replication.LOCAL);
  }

  /** The processes. */
  public RunningStack stack() {
    return stack;
  }

  KafkaSettings kafka() {
    return kafka;
  }

  /** Verifies by the keys of the stack. */
  FenceProofs proofs() {
    TrustedKeys trusted = TrustedKeys.read(stack.secrets().trustedKeys());
    return new FenceProofs(
        new RecordVerifier(
            trusted,
            (topic, reason) -> {
              throw new IllegalStateException(topic + " has a record that is not proven");
            }),
        0,
        0);
  }

  EventCodec codec() {
    return codec;
  }

  EventPublisher publisher() {
    return publisher;
  }

  MongoClient mongo() {
    return mongo;
  }

  VectorStore openStore() {
    return openStore(stack.vectorsHost());
  }

  VectorStore openStore(String host) {
    return PineconeVectorStore.open(
        PineconeSettings.of("http://" + host, stack.secrets().vectorsAdminKey()));
  }

  /** The vector server through the vendor's SDK and nothing else. */
  public PlainIndex plainIndex() {
    return plainIndex(stack.vectorsHost());
  }

  PlainIndex plainIndex(String host) {
    return new PlainIndex(host, stack.secrets().vectorsAdminKey());
  }

  @Override
  public void close() {
    publisher.close();
    mongo.close();
    stack.kill();
  }
}
