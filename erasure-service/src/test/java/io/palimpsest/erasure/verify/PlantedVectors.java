package io.palimpsest.erasure.verify;

import io.palimpsest.event.ErasureAction;
import io.palimpsest.event.ErasureReceipt;
import io.palimpsest.event.ErasureTask;
import io.palimpsest.event.ScopeRef;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.VectorValues;
import io.palimpsest.vectorstore.pinecone.PineconeSettings;
import io.palimpsest.vectorstore.pinecone.PineconeVectorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Vectors that a test puts beside everything that guards writes, with the key that may write. */
public final class PlantedVectors implements AutoCloseable {
  private static final int DIMENSION = 384;
  private static final Duration ENOUGH = Duration.ofSeconds(20);

  private final VectorStore store;

  public PlantedVectors(VerifierSettings settings) {
    this.store =
        PineconeVectorStore.open(
            new PineconeSettings(
                settings.host(),
                settings.controlApiKey().orElseThrow(),
                settings.encrypted(),
                ENOUGH));
  }

  public void write(String namespace, String id, String key, UUID uid) {
    float[] values = new float[DIMENSION];
    Arrays.fill(values, 0.5f);
    Metadata metadata = Metadata.builder().put(key, uid.toString()).build();
    maintenance()
        .namespace(namespace)
        .upsert(
            List.of(new VectorRecord(id, VectorValues.of(values), metadata)),
            new UnfencedWork(deadline()));
  }

  public void delete(List<String> namespaces, String key, UUID uid) {
    for (String namespace : namespaces) {
      maintenance()
          .namespace(namespace)
          .deleteMatching(Filter.equal(key, uid.toString()), new UnfencedWork(deadline()));
    }
  }

  public void drop(String namespace) {
    maintenance().namespace(namespace).drop(new UnfencedWork(deadline()));
  }

  /** Deletes as reembed does: own namespaces whole, shared ones by uid. */
  public ErasureReceipt obey(ErasureTask task, ErasureReceipt receipt) {
    if (task.getAction() == ErasureAction.ERASE) {
      ScopeRef scope = task.getScopePath().getLast();
      task.getNamespaces().forEach(this::drop);
      delete(task.getSharedNamespaces(), VectorCheck.key(scope.getType()), scope.getUid());
    }
    return receipt;
  }

  public List<String> ids(String namespace) {
    List<String> ids = new ArrayList<>();
    maintenance().namespace(namespace).list("", deadline(), ids::addAll);
    return ids;
  }

  @Override
  public void close() {
    store.close();
  }

  private Maintenance maintenance() {
    return store.maintenance("test", "what comes back");
  }

  private static Deadline deadline() {
    return Deadline.after(Ticker.system(), ENOUGH);
  }
}
