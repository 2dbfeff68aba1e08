package io.palimpsest.local.vectors.index;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;

/**
 * A namespace as it was at one moment, for any number of readers. Whoever holds one closes it; the
 * reader beneath is closed with the last holder.
 */
final class View implements AutoCloseable {
  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final long lsn;
  private final long sinceNanos;
  private final AtomicInteger holders = new AtomicInteger(1);

  View(DirectoryReader reader, long lsn, long sinceNanos) {
    this.reader = reader;
    this.lsn = lsn;
    this.sinceNanos = sinceNanos;
    this.searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null);
  }

  IndexSearcher searcher() {
    return searcher;
  }

  DirectoryReader reader() {
    return reader;
  }

  /** The newest write that can be seen. */
  long lsn() {
    return lsn;
  }

  /** When this became the newest view, on the clock of {@link System#nanoTime}. */
  long sinceNanos() {
    return sinceNanos;
  }

  View hold() {
    holders.incrementAndGet();
    return this;
  }

  @Override
  public void close() throws IOException {
    if (holders.decrementAndGet() == 0) {
      reader.close();
    }
  }
}
