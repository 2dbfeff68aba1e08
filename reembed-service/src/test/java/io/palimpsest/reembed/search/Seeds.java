package io.palimpsest.reembed.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.event.TenantChanged;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.Work;
import io.palimpsest.fencing.Writer;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.tenancy.CreatorId;
import io.palimpsest.tenancy.ItemId;
import io.palimpsest.tenancy.Namespace;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.OrganizationSlug;
import io.palimpsest.tenancy.ProfileId;
import io.palimpsest.tenancy.SourceId;
import io.palimpsest.tenancy.TwinId;
import io.palimpsest.topic.Topic;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.Ownership;
import io.palimpsest.vectorstore.Provenance;
import io.palimpsest.vectorstore.VectorContent;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.VectorStoreException;
import io.palimpsest.vectorstore.VectorValues;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Registers tenants and writes vectors, past the indexing that search knows nothing of. */
@Singleton
class Seeds {
  static final int DIMENSION = 384;
  private static final Provenance PROVENANCE = new Provenance("all-MiniLM-L6-v2-q", "test", 1);

  private final EventPublisher publisher;
  private final TopicFollower<TenantChanged> tenants;
  private final Writer writer;
  private final VectorStore store;

  Seeds(
      EventPublisher publisher,
      TopicFollower<TenantChanged> tenants,
      Writer writer,
      VectorStore store) {
    this.publisher = publisher;
    this.tenants = tenants;
    this.writer = writer;
    this.store = store;
  }

  /** A creator under a name of its own, with twins. */
  Creator creator(String name, String... twins) {
    String id = name + "-" + UUID.randomUUID().toString().substring(0, 8);
    UUID uid = UUID.randomUUID();
    publish(SampleTenants.creator(id, uid));
    List<Twin> made =
        List.of(twins).stream()
            .map(
                twin -> {
                  UUID twinUid = UUID.randomUUID();
                  publish(SampleTenants.twin(id, uid, twin, twinUid));
                  return new Twin(id, uid, twin, twinUid);
                })
            .toList();
    tenants.awaitEnd(Duration.ofSeconds(90));
    return new Creator(id, uid, made);
  }

  Organization organization(String name) {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    Organization made =
        new Organization("org_" + name + unique, name + "-" + unique, UUID.randomUUID());
    publish(SampleTenants.organization(made.id(), made.slug(), made.uid()));
    tenants.awaitEnd(Duration.ofSeconds(90));
    return made;
  }

  /** A chunk of a twin's source, written as the index side would. */
  void chunk(Twin twin, String source, String text, VectorValues values) {
    write(
        namespace(twin),
        source + "#" + Integer.toHexString(text.hashCode()),
        values,
        content(text)
            .owned(owner(twin, source), PROVENANCE, Metadata.builder().put("lang", "en").build()));
  }

  /** Writes into the twin's namespace what belongs to somebody else. */
  void foreignChunk(Twin where, Twin owner, String source, VectorValues values) {
    write(
        namespace(where),
        source + "#leak",
        values,
        content("leaked").owned(owner(owner, source), PROVENANCE, Metadata.empty()));
  }

  void item(Organization organization, String item, String text, VectorValues values) {
    Ownership owner =
        new Ownership.OfItem(
            new OrganizationId(organization.id()),
            new ProfileId("prof_1"),
            new ItemId(item),
            organization.uid(),
            UUID.randomUUID(),
            UUID.randomUUID());
    write(
        new Namespace.Portfolio(new OrganizationSlug(organization.slug())),
        item,
        values,
        content(text).owned(owner, PROVENANCE, Metadata.empty()));
  }

  static UUID sourceUid(Twin twin, String source) {
    return UUID.nameUUIDFromBytes(
        (twin.uid() + source).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** A vector that no other seed gives. */
  static VectorValues values(int seed) {
    float[] values = new float[DIMENSION];
    Random random = new Random(seed);
    for (int at = 0; at < values.length; at++) {
      values[at] = (float) random.nextGaussian();
    }
    return VectorValues.of(values);
  }

  private static Ownership owner(Twin twin, String source) {
    return new Ownership.OfSource(
        new CreatorId(twin.creator()),
        new TwinId(twin.id()),
        new SourceId(source),
        twin.creatorUid(),
        twin.uid(),
        sourceUid(twin, source));
  }

  private static VectorContent content(String text) {
    return new VectorContent(text, "title of " + text, "0000");
  }

  private static Namespace namespace(Twin twin) {
    return new Namespace.Twin(new CreatorId(twin.creator()), new TwinId(twin.id()));
  }

  /** As every writer does: what may succeed later is sent again, as new work. */
  private void write(Namespace namespace, String id, VectorValues values, Metadata metadata) {
    await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptionsMatching(
            failure ->
                failure instanceof DeadlinePassedException
                    || (failure instanceof VectorStoreException store && store.retryable()))
        .until(() -> written(namespace, new VectorRecord(id, values, metadata)));
  }

  private boolean written(Namespace namespace, VectorRecord vector) {
    if (!(writer.admit(List.of(UUID.randomUUID())) instanceof Admission.Admitted(Work work))) {
      return false;
    }
    try (work) {
      store.maintenance("seed", "test").namespace(namespace.name()).upsert(List.of(vector), work);
      return true;
    }
  }

  private void publish(TenantChanged tenant) {
    assertThat(publisher.publish(Topic.TENANTS, tenant.getUid().toString(), tenant).join())
        .isNotNull();
  }

  record Creator(String id, UUID uid, List<Twin> twins) {
    Twin twin(String twin) {
      return twins.stream().filter(one -> one.id().equals(twin)).findFirst().orElseThrow();
    }
  }

  record Twin(String creator, UUID creatorUid, String id, UUID uid) {}

  record Organization(String id, String slug, UUID uid) {}
}
