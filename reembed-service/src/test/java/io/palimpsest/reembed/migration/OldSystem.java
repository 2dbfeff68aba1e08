package io.palimpsest.reembed.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.palimpsest.event.TenantChanged;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import io.palimpsest.fencing.Writer;
import io.palimpsest.messaging.EventPublisher;
import io.palimpsest.messaging.TopicFollower;
import io.palimpsest.reembed.search.SampleTenants;
import io.palimpsest.topic.Topic;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.VectorStoreException;
import io.palimpsest.vectorstore.VectorValues;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** 30 namespaces with 805 vectors of an old system, and one more that nobody owns (M26). */
@Singleton
class OldSystem {
  static final List<String> CREATORS = List.of("sainath.no.1", "sainath.no.10", "ada");
  static final int UNOWNED = 9;
  private final EventPublisher publisher;
  private final TopicFollower<TenantChanged> tenants;
  private final Writer writer;
  private final VectorStore store;
  private final Random random = new Random(805);

  /** The namespaces with their owners, in the order of the sizes. */
  final List<Twin> twins = new ArrayList<>();

  final String unowned = uuid("nobody");

  OldSystem(
      EventPublisher publisher,
      TopicFollower<TenantChanged> tenants,
      Writer writer,
      VectorStore store) {
    this.publisher = publisher;
    this.tenants = tenants;
    this.writer = writer;
    this.store = store;
  }

  record Twin(String namespace, String creator, String twin, int vectors) {
    String target() {
      return "creator_" + creator + "_twin_" + twin;
    }
  }

  static List<Integer> sizes() {
    List<Integer> sizes = new ArrayList<>(List.of(376, 87, 73, 68, 47));
    for (int at = 0; at < 25; at++) {
      sizes.add(at < 4 ? 7 : 6);
    }
    return sizes;
  }

  /** Registers the owners and writes the vectors. */
  void make() {
    Map<String, UUID> uids = new HashMap<>();
    for (String creator : CREATORS) {
      uids.put(creator, UUID.randomUUID());
      publish(SampleTenants.creator(creator, uids.get(creator)));
    }
    List<Integer> sizes = sizes();
    for (int at = 0; at < sizes.size(); at++) {
      String creator = CREATORS.get(at % CREATORS.size());
      String twin = at == 0 ? "default" : "twin-" + at;
      String namespace = at == 0 ? "__default__" : uuid("twin" + at);
      publish(SampleTenants.twin(creator, uids.get(creator), twin, UUID.randomUUID()));
      twins.add(new Twin(namespace, creator, twin, sizes.get(at)));
      write(namespace, sizes.get(at));
    }
    write(unowned, UNOWNED);
    awaitTenants();
  }

  /** Until the service knows all of them. */
  void awaitTenants() {
    tenants.awaitEnd(Duration.ofSeconds(90));
  }

  private void write(String namespace, int vectors) {
    List<VectorRecord> records = new ArrayList<>();
    for (int at = 0; at < vectors; at++) {
      Metadata.Builder metadata =
          Metadata.builder()
              .put("text", "remark " + at + " of " + namespace)
              .put("creator_id", "user-" + (at % 3))
              .put("page", MetadataValue.of(at))
              .put("score", MetadataValue.of(0.1 * at))
              .put("tags", MetadataValue.of(List.of("a", "b" + at)));
      if (at % 2 == 0) {
        metadata.put("source_id", "book-" + (at % 5));
      }
      records.add(new VectorRecord("vec-" + at, values(), metadata.build()));
    }
    for (int from = 0; from < records.size(); from += 25) {
      List<VectorRecord> some = records.subList(from, Math.min(records.size(), from + 25));
      withWork(work -> namespace(namespace).upsert(some, work));
    }
  }

  private VectorValues values() {
    float[] values = new float[LargeVectors.DIMENSION];
    for (int at = 0; at < values.length; at++) {
      values[at] = (float) random.nextGaussian();
    }
    return VectorValues.of(values);
  }

  interface Writing {
    void write(Work work);
  }

  void withWork(Writing writing) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < until) {
      if (writer.admit(List.of(UUID.randomUUID())) instanceof Admission.Admitted(Work work)) {
        try (work) {
          writing.write(work);
          return;
        } catch (DeadlinePassedException | VectorStoreException.Unavailable again) {
          continue;
        }
      }
      Thread.onSpinWait();
    }
    throw new IllegalStateException("no lease");
  }

  NamespaceVectors namespace(String name) {
    return store.maintenance("test", "old system").namespace(name);
  }

  /** Everything in a namespace, by id. */
  Map<String, StoredVector> all(String name) {
    Map<String, StoredVector> all = new TreeMap<>();
    namespace(name).list("", deadline(), ids -> all.putAll(namespace(name).fetch(ids, deadline())));
    return all;
  }

  static Deadline deadline() {
    return Deadline.after(Ticker.system(), Duration.ofSeconds(60));
  }

  void publish(TenantChanged tenant) {
    publisher.publish(Topic.TENANTS, tenant.getUid().toString(), tenant).join();
  }

  private static String uuid(String seed) {
    return UUID.nameUUIDFromBytes(seed.getBytes(UTF_8)).toString();
  }
}
