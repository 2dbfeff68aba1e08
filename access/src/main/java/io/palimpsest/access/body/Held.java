package io.palimpsest.access.body;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** What all bodies hold of the heap together, and each caller of it. Thread-safe. */
final class Held {
  private static final int PARTS_OF_A_CALLER = 2;

  private final long most;
  private final AtomicLong all = new AtomicLong();
  private final ConcurrentMap<String, Long> callers = new ConcurrentHashMap<>();

  /**
   * @param most bytes of all together; a caller has half of them at most
   */
  Held(long most) {
    this.most = most;
  }

  /** Room for a body of the caller; none at first. */
  BodyRoom open(String caller) {
    return new Room(caller);
  }

  long bytes() {
    return all.get();
  }

  private boolean grow(String caller, long bytes) {
    if (all.addAndGet(bytes) > most) {
      all.addAndGet(-bytes);
      return false;
    }
    boolean[] taken = {false};
    callers.compute(
        caller,
        (name, before) -> {
          long after = (before == null ? 0 : before) + bytes;
          taken[0] = after <= most / PARTS_OF_A_CALLER;
          return taken[0] ? Long.valueOf(after) : before;
        });
    if (!taken[0]) {
      all.addAndGet(-bytes);
    }
    return taken[0];
  }

  private void shrink(String caller, long bytes) {
    all.addAndGet(-bytes);
    callers.computeIfPresent(
        caller, (name, before) -> before == bytes ? null : Long.valueOf(before - bytes));
  }

  private final class Room implements BodyRoom {
    private final String caller;
    private long size;
    private boolean closed;

    Room(String caller) {
      this.caller = caller;
    }

    @Override
    public synchronized boolean resize(long bytes) {
      if (bytes > size && (closed || !grow(caller, bytes - size))) {
        return false;
      }
      if (bytes < size) {
        shrink(caller, size - bytes);
      }
      size = bytes;
      return true;
    }

    @Override
    public synchronized void close() {
      resize(0);
      closed = true;
    }
  }
}
