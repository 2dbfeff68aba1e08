package io.palimpsest.erasure.plan;

import java.util.List;
import java.util.function.Predicate;

/** The names of the namespaces that the vector store has now. */
public interface NamespaceNames {
  /**
   * Those that match. All are looked at, few are kept.
   *
   * @throws RuntimeException when the store cannot be asked now; try again
   */
  List<String> matching(Predicate<String> wanted);
}
