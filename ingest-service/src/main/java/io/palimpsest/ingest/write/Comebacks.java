package io.palimpsest.ingest.write;

import io.palimpsest.event.ScopeType;
import io.palimpsest.ingest.entry.Change;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Keys;
import io.palimpsest.ingest.entry.Origin;
import io.palimpsest.ingest.entry.Scope;
import io.palimpsest.ingest.entry.ScopePath;
import io.palimpsest.ingest.store.ErasedScopes;
import io.palimpsest.ingest.store.Readmitted;
import io.palimpsest.topic.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what was submitted to an erased scope and is read after the scope came back: a record
 * that is older than the readmission of its entity or of a parent, unless it names an admission
 * since then. To be asked after the heads were read: who has seen a new admission sees the
 * readmission that it followed.
 */
final class Comebacks {
  private final ErasedScopes erased;

  Comebacks(ErasedScopes erased) {
    this.erased = erased;
  }

  /** Refuses the open slots that it has to. */
  <S> void refuse(List<Slot<S>> slots, Map<String, Head> heads) {
    Map<Integer, Long> lowest = new HashMap<>();
    slots.forEach(
        slot ->
            submitted(slot.change())
                .ifPresent(record -> lowest.merge(record.partition(), record.offset(), Math::min)));
    if (lowest.isEmpty()) {
      return;
    }
    Readmitted readmitted = erased.readmitted(inbox(slots.getFirst().change().type()), lowest);
    if (readmitted.isEmpty()) {
      return;
    }
    slots.stream()
        .filter(slot -> isOlder(readmitted, slot.change(), heads.get(slot.change().key())))
        .forEach(slot -> slot.refuse(Refusals.BEFORE_READMISSION));
  }

  private static <S> boolean isOlder(
      Readmitted readmitted, Change<S> change, @Nullable Head existing) {
    return submitted(change)
        .filter(
            record ->
                isOlder(readmitted, record, change.type(), change.key())
                    || isOlder(readmitted, record, change.parents())
                    || (existing != null && isOlder(readmitted, record, existing.path().parent())))
        .isPresent();
  }

  private static boolean isOlder(
      Readmitted readmitted, Origin.Submitted record, @Nullable ScopePath parents) {
    if (parents == null) {
      return false;
    }
    List<Scope> scopes = parents.scopes();
    for (int level = 0; level < scopes.size(); level++) {
      Scope scope = scopes.get(level);
      String key =
          level == 0 ? Keys.root(scope.id()) : Keys.below(scopes.get(level - 1), scope.id());
      boolean told =
          scopes.subList(level, scopes.size()).stream()
              .anyMatch(since -> since.uid().equals(record.admission()));
      if (!told && isOlder(readmitted, record, scope.type(), key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOlder(
      Readmitted readmitted, Origin.Submitted record, ScopeType type, String key) {
    return readmitted.since(type, key, record.partition(), record.offset());
  }

  private static Optional<Origin.Submitted> submitted(Change<?> change) {
    return change.origin() instanceof Origin.Submitted record
        ? Optional.of(record)
        : Optional.empty();
  }

  private static Topic inbox(ScopeType type) {
    return type == ScopeType.ITEM ? Topic.INBOX_PORTFOLIO : Topic.INBOX_SOURCES;
  }
}
