package io.palimpsest.local.vectors.index;

import io.pinecone.proto.NamespaceDescription;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Namespaces that were dropped: their files, which take the longer to delete the more there are,
 * and what readers whose sight lags behind may still be shown. Newest last.
 */
final class Departed {
  private record Entry(Namespace namespace, Optional<NamespaceStore> store, long sinceNanos) {
    boolean isSeenBy(long delayNanos) {
      return System.nanoTime() - sinceNanos < delayNanos;
    }

    @Nullable View view(long delayNanos) throws IOException {
      return store.isPresent() ? store.get().view(delayNanos) : null;
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Queue<Entry> undeleted = new ConcurrentLinkedQueue<>();

  /**
   * @param store its frozen store, if there is any
   */
  synchronized void add(Namespace namespace, Optional<NamespaceStore> store) {
    Entry entry = new Entry(namespace, store, System.nanoTime());
    entries.add(entry);
    undeleted.add(entry);
  }

  synchronized Set<String> names() {
    return entries.stream().map(entry -> entry.namespace().name()).collect(Collectors.toSet());
  }

  synchronized @Nullable View view(String name, long delayNanos) throws IOException {
    for (Iterator<Entry> newest = entries.descendingIterator(); newest.hasNext(); ) {
      Entry entry = newest.next();
      if (entry.namespace().name().equals(name) && entry.isSeenBy(delayNanos)) {
        View view = entry.view(delayNanos);
        if (view != null) {
          return view;
        }
      }
    }
    return null;
  }

  synchronized @Nullable NamespaceDescription describe(String name, long delayNanos)
      throws IOException {
    try (View view = view(name, delayNanos)) {
      return view == null
          ? null
          : NamespaceDescription.newBuilder()
              .setName(name)
              .setRecordCount(view.reader().numDocs())
              .build();
    }
  }

  /** Deletes the files of all that were added before the call, each folder's commit first. */
  void deleteFiles() throws IOException {
    for (Entry entry = undeleted.peek(); entry != null; entry = undeleted.peek()) {
      if (entry.store().isPresent()) {
        entry.store().get().discard();
      }
      CommitData.delete(entry.namespace().folder());
      Folders.delete(entry.namespace().folder());
      undeleted.remove();
    }
  }

  /** Closes what no reader can see any more. */
  synchronized void forget(long longestNanos) throws IOException {
    for (Iterator<Entry> oldest = entries.iterator(); oldest.hasNext(); ) {
      Entry entry = oldest.next();
      if (!entry.isSeenBy(longestNanos)) {
        oldest.remove();
        if (entry.store().isPresent()) {
          entry.store().get().closeViews();
        }
      }
    }
  }
}
