package io.palimpsest.vectorstore;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.fencing.Work;
import java.util.List;
import java.util.function.Consumer;

/** Reach into any namespace, for named and logged work. See {@link VectorStore#maintenance}. */
public interface Maintenance {
  /** Any namespace by its name, one of older schemes too; it need not exist. */
  NamespaceVectors namespace(String name);

  /** Hands every namespace to the consumer, page by page; see {@link NamespaceReader#list}. */
  void namespaces(Deadline deadline, Consumer<List<NamespaceSummary>> page);

  /** Creates a namespace; one that exists is no error. Upserts create theirs by themselves. */
  WriteReceipt create(String name, Work work);

  /** What the store says of the index. */
  IndexDescription describe(Deadline deadline);
}
