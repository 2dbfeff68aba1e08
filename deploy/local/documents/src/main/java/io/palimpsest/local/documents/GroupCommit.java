package io.palimpsest.local.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the store for many replies at once, and releases each reply only when what it
 * acknowledges is committed.
 *
 * <p>While one commit is written, further commands wait; their replies share the next one. A commit
 * that fails ends the process: a server that cannot keep its word must not give it.
 */
final class GroupCommit implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
  private static final int EXIT_COMMIT_FAILED = 74;

  private final MVStore store;
  // Fair, or a stream of commands keeps the commit waiting.
  private final ReadWriteLock commands = new ReentrantReadWriteLock(true);
  private final BlockingQueue<Runnable> replies = new LinkedBlockingQueue<>();
  private final Thread committer;
  private volatile boolean closed;

  GroupCommit(MVStore store) {
    this.store = store;
    this.committer = Thread.ofPlatform().name("group-commit").start(this::run);
  }

  /** Runs a command to its end while no commit is written. */
  void duringNoCommit(Runnable command) {
    commands.readLock().lock();
    try {
      command.run();
    } finally {
      commands.readLock().unlock();
    }
  }

  /** Runs a release, in the order of the calls, once all that was written before is committed. */
  void afterNextCommit(Runnable release) {
    replies.add(release);
  }

  private void run() {
    List<Runnable> group = new ArrayList<>();
    try {
      while (!closed) {
        group.add(replies.take());
        replies.drainTo(group);
        commit();
        group.forEach(Runnable::run);
        group.clear();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread: it would close the file", e);
    } catch (RuntimeException e) {
      LOG.error("the store cannot commit; ending", e);
      Runtime.getRuntime().halt(EXIT_COMMIT_FAILED);
    }
  }

  private void commit() {
    commands.writeLock().lock();
    try {
      if (store.hasUnsavedChanges()) {
        store.commit();
      }
    } finally {
      commands.writeLock().unlock();
    }
  }

  /** Commits what waits, then stops; replies that are handed in later are never released. */
  @Override
  public void close() {
    afterNextCommit(() -> closed = true);
    try {
      committer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
