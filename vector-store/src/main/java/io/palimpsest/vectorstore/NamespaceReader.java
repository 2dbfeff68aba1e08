package io.palimpsest.vectorstore;

import io.palimpsest.fencing.Deadline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads from one namespace. Calls block (cheap on a virtual thread), may be made from any thread,
 * and throw {@link VectorStoreException}. A namespace that does not exist reads as empty. Deadlines
 * bound the whole call, each request in it is bounded by the store's request timeout too.
 */
public interface NamespaceReader {
  /** Name of the namespace. */
  String name();

  /** Nearest neighbours, best first. */
  QueryAnswer query(VectorQuery query, Deadline deadline);

  /** The vectors with these ids, by id; what is missing is left out. */
  Map<String, StoredVector> fetch(Collection<String> ids, Deadline deadline);

  /**
   * Hands every id that starts with the prefix to the consumer, page by page, in bounded memory.
   * Returns only when the store said that the list ended; any failure is thrown.
   *
   * @param prefix empty for all
   */
  void list(String prefix, Deadline deadline, Consumer<List<String>> page);

  /**
   * One page of all ids, for who has to stop in between. The store's order is kept.
   *
   * @param token empty for the first page, then {@link IdPage#next} of the page before
   */
  default IdPage page(String token, Deadline deadline) {
    List<String> all = new ArrayList<>();
    list("", deadline, all::addAll);
    return new IdPage(all, "");
  }

  /** Like {@link #list}, of the vectors that the store's own filter finds. */
  void matching(Filter filter, Deadline deadline, Consumer<List<StoredVector>> page);

  /** What the store says of the namespace, or empty when there is none. */
  Optional<NamespaceSummary> describe(Deadline deadline);
}
