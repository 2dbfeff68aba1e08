package io.palimpsest.local.vectors.index;

import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.index.IndexWriter;

/**
 * Memory for documents that are not in a segment yet, shared evenly by all open namespaces of the
 * process: their number varies by thousands, the heap does not.
 */
final class RamBudget {
  /** For the whole process. */
  static final RamBudget SHARED = new RamBudget(Runtime.getRuntime().maxMemory() / 4);

  private static final double LEAST_MB = 0.25;
  private static final double MOST_MB = 16;
  private static final double BYTES_PER_MB = 1024 * 1024;

  private final double totalMb;
  private final Set<IndexWriter> writers = new HashSet<>();

  RamBudget(long bytes) {
    this.totalMb = bytes / BYTES_PER_MB;
  }

  synchronized void join(IndexWriter writer) {
    writers.add(writer);
    share();
  }

  synchronized void leave(IndexWriter writer) {
    writers.remove(writer);
    share();
  }

  /** What one of so many writers may use. */
  double shareMb(int count) {
    return Math.clamp(totalMb / Math.max(1, count), LEAST_MB, MOST_MB);
  }

  private void share() {
    double share = shareMb(writers.size());
    writers.forEach(writer -> writer.getConfig().setRAMBufferSizeMB(share));
  }
}
