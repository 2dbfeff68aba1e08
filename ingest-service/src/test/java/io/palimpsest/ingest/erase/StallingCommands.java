package io.palimpsest.ingest.erase;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.event.CommandSucceededEvent;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops one thread right before the bytes of one of its writes go out: after every check that the
 * thread could make. One stall at a time. The driver is given every listener there is.
 */
public class StallingCommands implements CommandListener {
  private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");

  private static volatile Stall current = new Stall(Thread.currentThread(), -1);

  /** Stalls the thread at its write of that number, 0 for the first. */
  static Stall at(Thread victim, int write) {
    current = new Stall(victim, write);
    return current;
  }

  @Override
  public void commandStarted(CommandStartedEvent event) {
    if (WRITES.contains(event.getCommandName())) {
      current.started();
    }
  }

  @Override
  public void commandSucceeded(CommandSucceededEvent event) {
    current.succeeded();
  }

  /** One stall. */
  static final class Stall {
    private final Thread victim;
    private final int write;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private int writes;
    private boolean stalled;
    private volatile boolean landed;

    private Stall(Thread victim, int write) {
      this.victim = victim;
      this.write = write;
    }

    /** Whether the thread stands still now; false when it ended before it came there. */
    boolean isReached() throws InterruptedException {
      while (victim.isAlive()) {
        if (reached.await(20, TimeUnit.MILLISECONDS)) {
          return true;
        }
      }
      return reached.getCount() == 0;
    }

    void release() {
      released.countDown();
    }

    /** Whether the store has applied the write that was held back. */
    boolean landed() {
      return landed;
    }

    private void started() {
      if (Thread.currentThread() == victim && writes++ == write) {
        reached.countDown();
        stalled = true;
        try {
          released.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private void succeeded() {
      if (Thread.currentThread() == victim && stalled) {
        landed = true;
      }
    }
  }
}
