package io.palimpsest.ingest.inbox;

import io.palimpsest.ingest.entry.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Changes that are applied together: each entity at most once, in the order of its records. */
final class InboxBatch<S> {
  private final List<Member<S>> members = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();

  /**
   * One change and where it came from.
   *
   * @param submitted the record
   * @param verdict the verdict on it
   */
  record Member<S>(InboxRecord submitted, Verdict.Apply<S> verdict) {}

  boolean takes(Change<S> change) {
    return !keys.contains(change.key());
  }

  void add(InboxRecord submitted, Verdict.Apply<S> verdict) {
    members.add(new Member<>(submitted, verdict));
    keys.add(verdict.change().key());
  }

  List<Member<S>> members() {
    return members;
  }

  List<Change<S>> changes() {
    return members.stream().map(member -> member.verdict().change()).toList();
  }
}
