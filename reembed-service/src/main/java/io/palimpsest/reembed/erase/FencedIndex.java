package io.palimpsest.reembed.erase;

import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Fence;
import io.palimpsest.fencing.FencedStore;
import io.palimpsest.fencing.Ticker;
import io.palimpsest.fencing.Work;
import io.palimpsest.fencing.Writer;
import io.palimpsest.reembed.ledger.FenceMark;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.Metadata;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.NamespaceSummary;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.VectorStore;
import io.palimpsest.vectorstore.VectorValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An index of the vector store against the fences. It has a mark of its own, a vector of nobody's
 * beside the control vector; the database remembers what was written there last. An index whose
 * mark is older than that was restored: then everything that was fenced since its mark is looked
 * for in every namespace. Any other has nothing that an erasure did not see, and is not searched.
 */
public final class FencedIndex implements FencedStore {
  /** In whose name is reported. */
  public static final String PARTICIPANT = "reembed.vectors";

  static final String NAMESPACE = "palimpsest-control";
  static final String ID = "fences";
  private static final String APPLIED = "fences_applied";

  /** No fence is ever on it. */
  private static final UUID NOBODY =
      UUID.nameUUIDFromBytes("reembed.index.mark".getBytes(StandardCharsets.UTF_8));

  private final VectorStore store;
  private final FenceMark written;
  private final Writer writer;
  private final Duration timeout;
  private volatile Optional<List<String>> searched = Optional.empty();

  /**
   * @param store the index
   * @param written what was written to it last, as the database knows
   * @param writer admits the mark
   * @param timeout of each request
   */
  public FencedIndex(VectorStore store, FenceMark written, Writer writer, Duration timeout) {
    this.store = store;
    this.written = written;
    this.writer = writer;
    this.timeout = timeout;
  }

  @Override
  public long applied() {
    long mark = mark();
    searched = mark < written.read() ? Optional.of(namespaces()) : Optional.empty();
    return mark;
  }

  @Override
  public void applied(long sequence) {
    float[] values = new float[maintenance().describe(deadline()).dimension().orElseThrow()];
    Arrays.fill(values, 1f);
    Metadata metadata = Metadata.builder().put(APPLIED, MetadataValue.of(sequence)).build();
    VectorRecord mark = new VectorRecord(ID, VectorValues.of(values), metadata);
    if (!(writer.admit(List.of(NOBODY)) instanceof Admission.Admitted(Work admitted))) {
      throw new IllegalStateException("no lease to write the mark of the index under");
    }
    try (Work work = admitted) {
      maintenance().namespace(NAMESPACE).upsert(List.of(mark), work);
    }
    written.keep(sequence);
  }

  @Override
  public long count(Fence fence) {
    return searched.orElse(List.of()).stream().mapToLong(name -> carrying(name, fence)).sum();
  }

  private long carrying(String namespace, Fence fence) {
    AtomicLong found = new AtomicLong();
    key(fence.type())
        .ifPresent(
            key ->
                maintenance()
                    .namespace(namespace)
                    .matching(
                        Filter.equal(key, fence.uid().toString()),
                        deadline(),
                        page -> found.addAndGet(page.size())));
    return found.get();
  }

  private long mark() {
    return Optional.ofNullable(
            maintenance().namespace(NAMESPACE).fetch(List.of(ID), deadline()).get(ID))
        .map(StoredVector::metadata)
        .flatMap(metadata -> metadata.number(APPLIED))
        .map(Double::longValue)
        .orElse(-1L);
  }

  private List<String> namespaces() {
    List<String> names = new ArrayList<>();
    maintenance()
        .namespaces(
            deadline(), page -> page.stream().map(NamespaceSummary::name).forEach(names::add));
    return names;
  }

  private static Optional<String> key(ScopeType type) {
    return type == ScopeType.UNKNOWN ? Optional.empty() : Optional.of(ScopeFilters.key(type));
  }

  private Maintenance maintenance() {
    return store.maintenance(PARTICIPANT, "restore gate");
  }

  private Deadline deadline() {
    return Deadline.after(Ticker.system(), timeout);
  }
}
