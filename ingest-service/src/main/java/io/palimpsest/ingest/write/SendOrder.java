package io.palimpsest.ingest.write;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Keeps the announcements of one entry in order of revision inside this process. A thread takes
 * tickets before it reads the documents and gives them back after it has handed over its events: so
 * a thread that was stopped in between finds that a newer revision went out already, and lets its
 * own go. Between processes the lease of the pending announcement does the same. Thread-safe.
 */
public final class SendOrder {
  private final ConcurrentMap<String, Turn> turns = new ConcurrentHashMap<>();

  /** Takes a ticket for these keys. */
  public Ticket enter(Collection<String> keys) {
    List<String> taken = List.copyOf(keys);
    taken.forEach(key -> turns.compute(key, (k, turn) -> turn == null ? new Turn() : turn.more()));
    return new Ticket(taken);
  }

  /** How many keys are in somebody's hands; for tests. */
  int size() {
    return turns.size();
  }

  private static final class Turn {
    private int holders = 1;
    private long highest;

    Turn more() {
      holders++;
      return this;
    }

    boolean lastLeft() {
      holders--;
      return holders == 0;
    }

    synchronized boolean send(long revision, Runnable handOver) {
      if (revision <= highest) {
        return false;
      }
      highest = revision;
      handOver.run();
      return true;
    }
  }

  /** The right to send for some keys, to be given back. */
  public final class Ticket implements AutoCloseable {
    private final List<String> keys;

    private Ticket(List<String> keys) {
      this.keys = keys;
    }

    /**
     * Hands over the announcement of a revision unless a newer one went out.
     *
     * @return whether it was handed over
     */
    public boolean send(String key, long revision, Runnable handOver) {
      Turn turn = turns.get(key);
      if (turn == null) {
        throw new IllegalStateException("no ticket for this key");
      }
      return turn.send(revision, handOver);
    }

    @Override
    public void close() {
      keys.forEach(key -> turns.computeIfPresent(key, (k, turn) -> turn.lastLeft() ? null : turn));
    }
  }
}
