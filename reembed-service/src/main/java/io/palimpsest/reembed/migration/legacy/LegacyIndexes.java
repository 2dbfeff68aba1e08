package io.palimpsest.reembed.migration.legacy;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.vectorstore.IndexPlacement;
import io.palimpsest.vectorstore.Metric;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.pinecone.IndexAddress;
import io.palimpsest.vectorstore.pinecone.PineconeControl;
import io.palimpsest.vectorstore.pinecone.PineconeSettings;
import io.palimpsest.vectorstore.pinecone.PineconeVectorStore;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Opens indexes by their names, which the control plane knows; with the key of whoever asks, else
 * with the service's own. Thread-safe; calls block.
 */
@Singleton
public class LegacyIndexes {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int MOST_OPEN = 16;
  private static final IndexPlacement ANYWHERE = new IndexPlacement("aws", "us-east-1");

  private final URI control;
  private final Optional<String> ownKey;
  private final Optional<String> ownIndex;
  private final IndexPlacement placement;
  private final VectorStore own;
  private final Map<Access, VectorStore> open = new HashMap<>();

  LegacyIndexes(
      @ConfigProperty(name = "palimpsest.vectors.control-url") URI control,
      @ConfigProperty(name = "palimpsest.vectors.api-key") Optional<String> ownKey,
      @ConfigProperty(name = "palimpsest.vectors.index-name") Optional<String> ownIndex,
      @ConfigProperty(name = "palimpsest.vectors.cloud") Optional<String> cloud,
      @ConfigProperty(name = "palimpsest.vectors.region") Optional<String> region,
      VectorStore own) {
    this.control = control;
    this.ownKey = ownKey;
    this.ownIndex = ownIndex;
    this.placement =
        new IndexPlacement(cloud.orElse(ANYWHERE.cloud()), region.orElse(ANYWHERE.region()));
    this.own = own;
  }

  /**
   * The index as it stands; empty when the control plane knows none of the name.
   *
   * @param key key that is given for it, else the service's own is used
   */
  public Optional<IndexAddress> find(String index, Optional<String> key) {
    return control(key).find(index, deadline());
  }

  /** Whether this is the index that the product itself writes to. */
  public boolean isOwn(String index) {
    return index.isEmpty() || ownIndex.filter(index::equals).isPresent();
  }

  /** Creates an index, where the configuration says indexes are. */
  public IndexAddress create(String index, Optional<String> key, int dimension, Metric metric) {
    return control(key).create(index, dimension, metric, placement, deadline());
  }

  /** Removes an index with all that is in it, by the service's own key. */
  public void drop(String index) {
    control(Optional.empty()).delete(index, deadline());
  }

  /**
   * The vectors of an index; empty when there is none of the name. Stays open for the next call.
   */
  public Optional<VectorStore> open(String index, Optional<String> key) {
    if (isOwn(index)) {
      return Optional.of(own);
    }
    return find(index, key).map(address -> open(new Access(address.host(), key(key))));
  }

  private synchronized VectorStore open(Access access) {
    if (!open.containsKey(access) && open.size() >= MOST_OPEN) {
      close();
    }
    return open.computeIfAbsent(
        access, one -> PineconeVectorStore.open(PineconeSettings.of(one.host(), one.key())));
  }

  @PreDestroy
  synchronized void close() {
    open.values().forEach(VectorStore::close);
    open.clear();
  }

  private PineconeControl control(Optional<String> key) {
    return PineconeControl.open(control, key(key));
  }

  private String key(Optional<String> given) {
    return given.or(() -> ownKey).orElse("");
  }

  private static Deadline deadline() {
    return Deadline.after(Ticker.system(), TIMEOUT);
  }

  private record Access(String host, String key) {
    /** Never shows the key. */
    @Override
    public String toString() {
      return "Access[" + host + "]";
    }
  }
}
