package io.palimpsest.local.vectors.index;

import io.pinecone.proto.NamespaceDescription;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Namespaces that were dropped, for readers whose sight lags behind. Newest last. */
final class Departed {
  private record Entry(Namespace namespace, Views views, long sinceNanos) {
    boolean isSeenBy(long delayNanos) {
      return System.nanoTime() - sinceNanos < delayNanos;
    }
  }

  private final Deque<Entry> entries = new ArrayDeque<>();

  synchronized void add(Namespace namespace, Views views) {
    entries.add(new Entry(namespace, views, System.nanoTime()));
  }

  synchronized Set<String> names() {
    return entries.stream().map(entry -> entry.namespace().name()).collect(Collectors.toSet());
  }

  synchronized @Nullable View view(String name, long delayNanos) throws IOException {
    for (Iterator<Entry> newest = entries.descendingIterator(); newest.hasNext(); ) {
      Entry entry = newest.next();
      if (entry.namespace().name().equals(name) && entry.isSeenBy(delayNanos)) {
        View view = entry.views().acquire(delayNanos);
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

  /** Closes what no reader can see any more. */
  synchronized void forget(long longestNanos) throws IOException {
    for (Iterator<Entry> oldest = entries.iterator(); oldest.hasNext(); ) {
      Entry entry = oldest.next();
      if (!entry.isSeenBy(longestNanos)) {
        oldest.remove();
        entry.views().close();
      }
    }
  }
}
