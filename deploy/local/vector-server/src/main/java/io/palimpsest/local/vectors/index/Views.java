package io.palimpsest.local.vectors.index;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.jspecify.annotations.Nullable;

/**
 * The views of one namespace, oldest first. Without a visibility delay there is one, made afresh
 * when something was written since; with a delay older ones are kept for as long as a delayed
 * reader may still be shown them.
 */
final class Views implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<View> history = new ArrayDeque<>();
  private final IndexWriter writer;
  private final LongSupplier keepNanos;
  private volatile long writtenLsn;
  private volatile long writtenNanos;
  private boolean frozen;

  /**
   * @param keepNanos the longest delay that a reader may ask for
   */
  Views(IndexWriter writer, long lsn, LongSupplier keepNanos, long sinceNanos) throws IOException {
    this.writer = writer;
    this.keepNanos = keepNanos;
    this.writtenLsn = lsn;
    history.add(new View(DirectoryReader.open(writer), lsn, sinceNanos));
  }

  /** To be told before every write: what was, must be kept for delayed readers. */
  void beforeWrite() throws IOException {
    refreshIfDelayed();
  }

  /** To be told after every write, by the thread that holds the namespace's write lock. */
  void written(long lsn) throws IOException {
    writtenNanos = System.nanoTime();
    writtenLsn = lsn;
    refreshIfDelayed();
  }

  private void refreshIfDelayed() throws IOException {
    if (keepNanos.getAsLong() > 0) {
      lock.lock();
      try {
        refresh();
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * What a reader sees whose sight lags by the delay; null when there was nothing, or is no more.
   */
  @Nullable View acquire(long delayNanos) throws IOException {
    lock.lock();
    try {
      if (history.isEmpty()) {
        return null;
      }
      refresh();
      return delayNanos == 0 ? history.getLast().hold() : newestBefore(delayNanos);
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of files that the writer has replaced, though nothing was written. */
  void renew() throws IOException {
    lock.lock();
    try {
      refresh();
      View newest = history.peekLast();
      if (frozen || newest == null) {
        return;
      }
      DirectoryReader changed = DirectoryReader.openIfChanged(newest.reader(), writer);
      if (changed != null) {
        history.add(new View(changed, newest.lsn(), newest.sinceNanos()));
        prune();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends refreshing, because the writer is about to go; what readers can see stays as it is. */
  void freeze() throws IOException {
    lock.lock();
    try {
      if (keepNanos.getAsLong() > 0) {
        refresh();
      }
      frozen = true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      for (View view : history) {
        view.close();
      }
      history.clear();
    } finally {
      lock.unlock();
    }
  }

  private void refresh() throws IOException {
    long lsn = writtenLsn;
    long since = writtenNanos;
    View newest = history.peekLast();
    if (frozen || newest == null || newest.lsn() == lsn) {
      return;
    }
    DirectoryReader changed = DirectoryReader.openIfChanged(newest.reader(), writer);
    if (changed == null) {
      changed = newest.reader();
      changed.incRef();
    }
    history.add(new View(changed, lsn, since));
    prune();
  }

  private @Nullable View newestBefore(long delayNanos) {
    long limit = System.nanoTime() - delayNanos;
    for (Iterator<View> views = history.descendingIterator(); views.hasNext(); ) {
      View view = views.next();
      if (view.sinceNanos() - limit <= 0) {
        return view.hold();
      }
    }
    return null;
  }

  /** Drops what no reader can be shown any more: all before the newest that is old enough. */
  private void prune() throws IOException {
    long limit = System.nanoTime() - keepNanos.getAsLong();
    while (history.size() > 1) {
      View first = history.removeFirst();
      if (history.getFirst().sinceNanos() - limit > 0) {
        history.addFirst(first);
        return;
      }
      first.close();
    }
  }
}
