package io.palimpsest.erasure.plan;

import io.palimpsest.erasure.model.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The vector store, as an inventory asks it: every index, by a key that may only read. */
public interface StoreSide {
  /** Names of the indexes that can be read. */
  Set<String> targets();

  /**
   * Every namespace of every index, by a listing that begins later than this call by the store's
   * visibility bound. One listing serves all that ask before it begins.
   *
   * @throws RuntimeException when a page could not be read: then nothing is known; try again
   */
  List<String> all() throws InterruptedException;

  /** Those that some index has, asked for one by one. */
  Set<String> present(Collection<String> names);

  /**
   * Uids of other scopes inside namespaces that are the scope's by name.
   *
   * @return by namespace, those that hold any
   */
  Map<String, Set<String>> strangers(Scope scope, Collection<String> names);
}
