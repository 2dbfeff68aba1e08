package io.palimpsest.vectorstore;

import io.palimpsest.fencing.Deadline;
import io.palimpsest.tenancy.Namespace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Vectors in a namespace that others share, which are an item's or a source's by their id, whoever
 * wrote them: the item's own id, or an id that begins with the source's and a hash sign. In the
 * namespace of a whole creator ids of several twins lie side by side: there only what names the
 * source's twin is meant.
 */
public final class NamedVectors {
  private final String id;
  private final @Nullable String twin;
  private final Set<String> uids;

  private NamedVectors(String id, @Nullable String twin, Collection<UUID> path) {
    this.id = id;
    this.twin = twin;
    this.uids = new HashSet<>();
    path.forEach(uid -> uids.add(uid.toString()));
  }

  /**
   * Those of an item.
   *
   * @param path uids of the item and of everything that holds it
   */
  public static NamedVectors ofItem(String id, Collection<UUID> path) {
    return new NamedVectors(id, null, path);
  }

  /**
   * Those of a source.
   *
   * @param twin id of the twin that holds it
   * @param path uids of the source and of everything that holds it
   */
  public static NamedVectors ofSource(String id, String twin, Collection<UUID> path) {
    return new NamedVectors(id, twin, path);
  }

  /**
   * Their ids, without those that carry the uid of somebody else who lives.
   *
   * @param lives whether a scope with the uid lives; asked for uids alone that are not of the path
   * @throws VectorStoreException when a page could not be read: then nothing is known
   */
  public List<String> in(NamespaceReader namespace, Predicate<String> lives, Deadline deadline) {
    boolean wide = Namespace.parse(namespace.name()).orElse(null) instanceof Namespace.CreatorWide;
    List<String> found = new ArrayList<>();
    if (twin == null) {
      found.addAll(ours(namespace, List.of(id), false, lives, deadline));
    } else {
      namespace.list(
          id + '#', deadline, page -> found.addAll(ours(namespace, page, wide, lives, deadline)));
    }
    return found;
  }

  private List<String> ours(
      NamespaceReader namespace,
      List<String> ids,
      boolean wide,
      Predicate<String> lives,
      Deadline deadline) {
    return namespace.fetch(ids, deadline).values().stream()
        .filter(
            vector ->
                !wide
                    || names(vector, Ownership.TWIN_ID)
                        .filter(named -> named.equals(twin))
                        .isPresent())
        .filter(
            vector ->
                Ownership.UID_KEYS.stream()
                    .flatMap(key -> names(vector, key).stream())
                    .noneMatch(uid -> !uids.contains(uid) && lives.test(uid)))
        .map(StoredVector::id)
        .toList();
  }

  private static Optional<String> names(StoredVector vector, String key) {
    return vector.metadata().text(key);
  }
}
