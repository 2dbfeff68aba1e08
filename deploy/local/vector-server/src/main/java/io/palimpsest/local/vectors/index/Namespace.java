package io.palimpsest.local.vectors.index;

import io.palimpsest.local.vectors.log.Append;
import io.pinecone.proto.MetadataSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;

/**
 * A namespace, whether its store is open or not. {@link #writeLock} orders the writes to it: who
 * holds it appends to the log and applies to the store as one step.
 */
final class Namespace {
  private static final long ALWAYS = Long.MIN_VALUE / 2;

  final ReentrantLock writeLock = new ReentrantLock();
  private final ReentrantLock state = new ReentrantLock();
  private final String name;
  private final Path folder;
  private final IndexSpec spec;
  private final LongSupplier keepNanos;
  private final MetadataSchema schema;
  private final boolean fresh;
  private @Nullable NamespaceStore store;
  private @Nullable Append lastAppend;
  private int pins;
  private boolean dropped;
  private long recordsWhenClosed;
  private volatile long appliedLsn;
  private volatile long committedLsn;
  private volatile long lastWriteNanos = System.nanoTime();
  private volatile long lastUsedNanos = System.nanoTime();

  private Namespace(
      Path folder, IndexSpec spec, LongSupplier keepNanos, CommitData data, boolean fresh) {
    this.name = data.name();
    this.schema = data.schema();
    this.folder = folder;
    this.spec = spec;
    this.keepNanos = keepNanos;
    this.fresh = fresh;
    this.appliedLsn = data.lsn();
    this.committedLsn = data.lsn();
    this.recordsWhenClosed = data.records();
  }

  static Namespace created(
      String name, MetadataSchema schema, Path folder, IndexSpec spec, LongSupplier keepNanos) {
    CommitData none = new CommitData(name, schema, 0, 0);
    return new Namespace(folder, spec, keepNanos, none, true);
  }

  static Namespace found(Path folder, IndexSpec spec, LongSupplier keepNanos, CommitData data) {
    return new Namespace(folder, spec, keepNanos, data, false);
  }

  String name() {
    return name;
  }

  MetadataSchema schema() {
    return schema;
  }

  Path folder() {
    return folder;
  }

  long committedLsn() {
    return committedLsn;
  }

  long appliedLsn() {
    return appliedLsn;
  }

  long lastUsedNanos() {
    return lastUsedNanos;
  }

  private boolean isDirty() {
    return appliedLsn > committedLsn;
  }

  boolean isDropped() {
    state.lock();
    try {
      return dropped;
    } finally {
      state.unlock();
    }
  }

  boolean isOpen() {
    state.lock();
    try {
      return store != null;
    } finally {
      state.unlock();
    }
  }

  /** What a reader sees whose sight lags by the delay; null when there is nothing for it. */
  @Nullable View view(long delayNanos) throws IOException {
    state.lock();
    try {
      lastUsedNanos = System.nanoTime();
      return dropped ? null : open().view(delayNanos);
    } finally {
      state.unlock();
    }
  }

  /** Opens the store if need be and keeps it open until {@link #release}; null once dropped. */
  @Nullable NamespaceStore acquire() throws IOException {
    state.lock();
    try {
      if (dropped) {
        return null;
      }
      pins++;
      return open();
    } finally {
      state.unlock();
    }
  }

  /** Like {@link #acquire}, but opens nothing. */
  private @Nullable NamespaceStore holdOpen() {
    state.lock();
    try {
      if (store != null) {
        pins++;
      }
      return store;
    } finally {
      state.unlock();
    }
  }

  private NamespaceStore open() throws IOException {
    NamespaceStore open = store;
    if (open == null) {
      long since = fresh && committedLsn == 0 ? System.nanoTime() : System.nanoTime() + ALWAYS;
      open = NamespaceStore.open(folder, spec, appliedLsn, keepNanos, since);
      store = open;
    }
    return open;
  }

  void release() {
    lastUsedNanos = System.nanoTime();
    unpin();
  }

  /** Ends a hold that was no use by a caller. */
  private void unpin() {
    state.lock();
    try {
      pins--;
    } finally {
      state.unlock();
    }
  }

  /** To be told what was appended and applied, under the write lock. */
  void applied(long lsn, @Nullable Append append) {
    appliedLsn = lsn;
    lastAppend = append;
    lastWriteNanos = System.nanoTime();
  }

  /**
   * Makes all that was appended durable here, so that the log is not needed for it any more. Looks
   * only once it holds the lock: a write may be in the log and not applied yet.
   */
  void commitIfBehind() throws IOException {
    writeLock.lock();
    try {
      if (isDirty()) {
        commit();
      }
    } finally {
      writeLock.unlock();
    }
  }

  /** Removes what was deleted from the disk, once nothing was written for a while. */
  void purgeIfQuiet(long quietNanos) throws IOException {
    NamespaceStore open = System.nanoTime() - lastWriteNanos < quietNanos ? null : holdOpen();
    if (open == null) {
      return;
    }
    try {
      if (open.hasDeletions()) {
        open.purgeDeleted();
        commitLocked(open);
      }
    } catch (AlreadyClosedException e) {
      if (!isDropped()) {
        throw e;
      }
    } finally {
      unpin();
    }
  }

  private void commitLocked(NamespaceStore open) throws IOException {
    writeLock.lock();
    try {
      commit(open);
    } finally {
      writeLock.unlock();
    }
  }

  private void commit() throws IOException {
    NamespaceStore open = acquire();
    if (open != null) {
      try {
        commit(open);
      } finally {
        unpin();
      }
    }
  }

  private void commit(NamespaceStore open) throws IOException {
    if (isDropped()) {
      return;
    }
    if (lastAppend != null) {
      // A commit must not hold what the log might lose: the number could be given out again.
      lastAppend.synced().join();
    }
    long lsn = appliedLsn;
    open.commit(new CommitData(name, schema, lsn, 0));
    open.releaseFiles();
    committedLsn = lsn;
  }

  /** Commits and closes the store unless somebody uses it. */
  boolean closeIfUnused() throws IOException {
    if (!writeLock.tryLock()) {
      return false;
    }
    try {
      state.lock();
      try {
        NamespaceStore open = store;
        if (pins > 0 || open == null) {
          return false;
        }
        if (isDirty() || open.hasDeletions()) {
          open.purgeDeleted();
          commit(open);
        }
        recordsWhenClosed = open.records();
        store = null;
        open.close();
        return true;
      } finally {
        state.unlock();
      }
    } finally {
      writeLock.unlock();
    }
  }

  /**
   * How many records a reader counts whose sight lags by the delay, without opening a closed store;
   * empty while it does not see the namespace yet.
   */
  OptionalLong records(long delayNanos) throws IOException {
    state.lock();
    try {
      if (store == null) {
        return dropped ? OptionalLong.empty() : OptionalLong.of(recordsWhenClosed);
      }
      try (View view = store.view(delayNanos)) {
        return view == null ? OptionalLong.empty() : OptionalLong.of(view.reader().numDocs());
      }
    } finally {
      state.unlock();
    }
  }

  /**
   * Ends it, whatever its size. Waits for nobody: readers keep their views.
   *
   * @return its frozen store when it was open, or when delayed readers may still be shown it
   */
  Optional<NamespaceStore> drop() throws IOException {
    state.lock();
    try {
      dropped = true;
      NamespaceStore last = keepNanos.getAsLong() > 0 ? open() : store;
      store = null;
      if (last != null) {
        last.freeze();
      }
      return Optional.ofNullable(last);
    } finally {
      state.unlock();
    }
  }
}
