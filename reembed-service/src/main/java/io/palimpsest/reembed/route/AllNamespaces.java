package io.palimpsest.reembed.route;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Work;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.NamespaceSummary;
import io.palimpsest.vectorstore.NamespaceVectors;
import io.palimpsest.vectorstore.QueryAnswer;
import io.palimpsest.vectorstore.StoredVector;
import io.palimpsest.vectorstore.VectorQuery;
import io.palimpsest.vectorstore.VectorRecord;
import io.palimpsest.vectorstore.WriteReceipt;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** A namespace of the same name in several indexes: deleted from in all, found in any. */
record AllNamespaces(List<NamespaceVectors> all) implements NamespaceVectors {
  @Override
  public String name() {
    return all.getFirst().name();
  }

  @Override
  public QueryAnswer query(VectorQuery query, Deadline deadline) {
    return all.getFirst().query(query, deadline);
  }

  @Override
  public Map<String, StoredVector> fetch(Collection<String> ids, Deadline deadline) {
    Map<String, StoredVector> found = new LinkedHashMap<>();
    all.forEach(one -> one.fetch(ids, deadline).forEach(found::putIfAbsent));
    return found;
  }

  @Override
  public void list(String prefix, Deadline deadline, Consumer<List<String>> page) {
    all.forEach(one -> one.list(prefix, deadline, page));
  }

  @Override
  public void matching(Filter filter, Deadline deadline, Consumer<List<StoredVector>> page) {
    all.forEach(one -> one.matching(filter, deadline, page));
  }

  @Override
  public Optional<NamespaceSummary> describe(Deadline deadline) {
    return all.stream()
        .flatMap(one -> one.describe(deadline).stream())
        .reduce((one, other) -> new NamespaceSummary(name(), one.records() + other.records()));
  }

  @Override
  public WriteReceipt upsert(List<VectorRecord> records, Work work) {
    throw new UnsupportedOperationException("vectors of one model fit one index");
  }

  @Override
  public WriteReceipt deleteIds(Collection<String> ids, Work work) {
    return each(one -> one.deleteIds(ids, work));
  }

  @Override
  public WriteReceipt deleteMatching(Filter filter, Work work) {
    return each(one -> one.deleteMatching(filter, work));
  }

  @Override
  public WriteReceipt drop(Work work) {
    return each(one -> one.drop(work));
  }

  /** Numbers of several logs cannot be compared: of more than one index none is told. */
  private WriteReceipt each(Function<NamespaceVectors, WriteReceipt> delete) {
    WriteReceipt receipt = all.stream().map(delete).reduce(WriteReceipt.NONE, WriteReceipt::and);
    return all.size() == 1 ? receipt : new WriteReceipt(receipt.requests(), OptionalLong.empty());
  }
}
