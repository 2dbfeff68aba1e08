package io.palimpsest.reembed.search.load;

import io.palimpsest.event.TenantChanged;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.FenceBounds;
import io.palimpsest.fencing.FenceProofs;
import io.palimpsest.fencing.Work;
import io.palimpsest.fencing.Writer;
import io.palimpsest.fencing.WriterSettings;
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
import io.palimpsest.reembed.search.SampleTenants;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.topic.Topic;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.Provenance;
import io.palimpsest.vectorstore.VectorContent;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorValues;
import io.palimpsest.vectorstore.pinecone.PineconeVectorStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** One creator with twins full of vectors. */
final class LoadGround {
  static final String CREATOR = "load-" + UUID.randomUUID().toString().substring(0, 8);
  private static final Provenance PROVENANCE = new Provenance("all-MiniLM-L6-v2-q", "load", 1);

  private LoadGround() {}

  /** Topics must be there before a service starts. */
  static void createTopics(RunningStack stack) {
    try (Topics topics =
        Topics.connect(kafka(stack), URI.create(stack.registryUrl()), Replication.LOCAL)) {
      topics.apply();
    }
  }

  private static FenceProofs proofs(RunningStack stack) {
    TrustedKeys trusted = TrustedKeys.read(stack.secrets().trustedKeys());
    return new FenceProofs(new RecordVerifier(trusted, (topic, reason) -> {}), 0, 0);
  }

  static void fill(RunningStack stack, PineconeVectorStore store, int twins, int vectors)
      throws InterruptedException {
    EventCodec codec = RegistryEventCodec.connect(URI.create(stack.registryUrl()), false);
    FenceBounds bounds =
        new FenceBounds(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofSeconds(1));
    try (EventPublisher publisher =
            EventPublisher.connect(
                kafka(stack), codec, RecordSigner.read(stack.secrets().signingKeys()));
        Writer writer =
            Writer.start(
                WriterSettings.of("load", bounds), publisher, kafka(stack), codec, proofs(stack))) {
      UUID creator = UUID.randomUUID();
      publish(publisher, SampleTenants.creator(CREATOR, creator));
      for (int twin = 0; twin < twins; twin++) {
        UUID uid = UUID.randomUUID();
        publish(publisher, SampleTenants.twin(CREATOR, creator, "t" + twin, uid));
        write(store, writer, "t" + twin, creator, uid, vectors);
      }
    }
  }

  static VectorValues values(int seed) {
    Random random = new Random(seed);
    float[] values = new float[384];
    for (int at = 0; at < values.length; at++) {
      values[at] = (float) random.nextGaussian();
    }
    return VectorValues.of(values);
  }

  static String namespace(String twin) {
    return new Namespace.Twin(new CreatorId(CREATOR), new TwinId(twin)).name();
  }

  private static void write(
      PineconeVectorStore store, Writer writer, String twin, UUID creator, UUID uid, int count)
      throws InterruptedException {
    Ownership owner =
        new Ownership.OfSource(
            new CreatorId(CREATOR), new TwinId(twin), new SourceId("s1"), creator, uid, uid);
    List<VectorRecord> records =
        IntStream.range(0, count)
            .mapToObj(
                at ->
                    new VectorRecord(
                        "s1#" + at,
                        values(at),
                        new VectorContent("a text of some words ".repeat(20), "title", "h" + at)
                            .owned(owner, PROVENANCE, Metadata.empty())))
            .toList();
    if (!writer.awaitLease(Duration.ofSeconds(60))
        || !(writer.admit(List.of(uid)) instanceof Admission.Admitted(Work work))) {
      throw new IllegalStateException("no lease");
    }
    try (work) {
      store.maintenance("load", "seed").namespace(namespace(twin)).upsert(records, work);
    }
  }

  private static void publish(EventPublisher publisher, TenantChanged tenant) {
    publisher.publish(Topic.TENANTS, tenant.getUid().toString(), tenant).join();
  }

  private static KafkaSettings kafka(RunningStack stack) {
    return KafkaSettings.of(stack.bootstrapServers(), "search-load");
  }
}
