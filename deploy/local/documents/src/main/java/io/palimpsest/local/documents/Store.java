package io.palimpsest.local.documents;

import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/** How the file is opened. */
final class Store {

  private static final int CACHE_MEGABYTES = 64;

  private Store() {}

  /**
   * Opens a store that commits only when it is told to: a commit of its own in the middle of a
   * command could keep a document without its index entry.
   */
  static MVStore open(Path file) {
    MVStore store =
        new MVStore.Builder()
            .fileName(file.toString())
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .cacheSize(CACHE_MEGABYTES)
            .open();
    // A commit is in the hands of the kernel before the next one begins, so what it replaced may be
    // overwritten at once; this survives the end of the process, which is what is promised.
    store.setRetentionTime(0);
    return store;
  }
}
