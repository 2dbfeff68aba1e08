package io.palimpsest.erasure.verify;

import io.palimpsest.erasure.model.Scope;
import io.palimpsest.fencing.Deadline;
import io.palimpsest.vectorstore.Filter;
import io.palimpsest.vectorstore.Maintenance;
import io.palimpsest.vectorstore.MetadataValue;
import io.palimpsest.vectorstore.Ownership;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Looks in a namespace that is a scope's by name for vectors that carry the uid of another one. */
final class Strangers {
  private final Maintenance reader;

  Strangers(Maintenance reader) {
    this.reader = reader;
  }

  /** Uids of the same kind as the scope's, and of the other kind of tenant. */
  Set<String> in(String namespace, Scope scope, Deadline deadline) {
    String key = VectorCheck.key(scope.type());
    String other =
        key.equals(Ownership.ORGANIZATION_UID) ? Ownership.CREATOR_UID : Ownership.ORGANIZATION_UID;
    Filter others =
        new Filter.Or(
            List.of(
                new Filter.And(
                    List.of(
                        new Filter.Exists(key, true),
                        new Filter.Compare(
                            key, Filter.Comparison.NE, MetadataValue.of(scope.uid().toString())))),
                new Filter.Exists(other, true)));
    Set<String> uids = new TreeSet<>();
    reader
        .namespace(namespace)
        .matching(
            others,
            deadline,
            page ->
                page.forEach(
                    vector -> {
                      vector
                          .metadata()
                          .text(key)
                          .filter(uid -> !uid.equals(scope.uid().toString()))
                          .ifPresent(uids::add);
                      vector.metadata().text(other).ifPresent(uids::add);
                    }));
    return uids;
  }
}
