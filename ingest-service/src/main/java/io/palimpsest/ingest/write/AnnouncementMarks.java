package io.palimpsest.ingest.write;

import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.store.EntryStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Writes into documents that their newest revision was announced. */
final class AnnouncementMarks<S> {
  private static final int ATTEMPTS = 5;

  private final EntryStore<S> store;

  AnnouncementMarks(EntryStore<S> store) {
    this.store = store;
  }

  /** Marks the revisions of these heads, unless their documents have moved on to newer ones. */
  void mark(Collection<Head> announced, Work work) {
    List<Head> open = new ArrayList<>(announced);
    for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
      Set<String> won = store.announced(open, work);
      open = stillDue(open.stream().filter(head -> !won.contains(head.key())).toList());
    }
  }

  private List<Head> stillDue(List<Head> lost) {
    if (lost.isEmpty()) {
      return lost;
    }
    var present = store.heads(lost.stream().map(Head::key).toList());
    List<Head> due = new ArrayList<>();
    for (Head head : lost) {
      Head now = present.get(head.key());
      if (now != null && now.revision() == head.revision() && now.pending().isPresent()) {
        due.add(now);
      }
    }
    return due;
  }
}
