package io.palimpsest.erasure.export;

import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.Sent;
import io.palimpsest.fencing.Work;
import io.palimpsest.fencing.Writer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Writes for bundles, each admitted. The scope itself is fenced by the request that exports it, and
 * by nobody else; its parents are not, and the fence of one of them stops the export for good: who
 * erases the parent drains this writer, then destroys every bundle under it.
 */
@ApplicationScoped
class AdmittedWrites {
  private static final Duration LEASE_WAIT = Duration.ofSeconds(10);
  private static final int TURNS = 3;

  private final Writer writer;

  AdmittedWrites(Writer writer) {
    this.writer = writer;
  }

  /** One write to the store. */
  interface Write {
    /**
     * Writes.
     *
     * @param within how long it may take
     * @return what came of it
     */
    boolean within(Duration within);
  }

  /**
   * Does the write as admitted work.
   *
   * @throws ScopeFencedException when a parent of the scope is being erased
   * @throws IOException when it may not be written now, or its deadline passed
   */
  boolean write(Attempt attempt, Write write) throws IOException {
    List<UUID> uids = new ArrayList<>(attempt.scopes().subList(0, attempt.scopes().size() - 1));
    uids.add(attempt.id());
    for (int turn = 0; turn < TURNS; turn++) {
      switch (writer.admit(uids)) {
        case Admission.Admitted(Work work) -> {
          return done(work, write);
        }
        case Admission.Refused(UUID uid) -> throw new ScopeFencedException();
        case Admission.Unleased() -> awaitLease();
      }
    }
    throw new IOException("this instance has no lease to write");
  }

  private static boolean done(Work work, Write write) throws IOException {
    try (work) {
      Sent sent = work.send();
      try {
        boolean answer = write.within(work.deadline().remaining());
        sent.answered();
        return answer;
      } catch (RuntimeException unknown) {
        sent.unanswered();
        throw unknown;
      }
    } catch (DeadlinePassedException late) {
      throw new IOException("the write came too late", late);
    }
  }

  private void awaitLease() throws InterruptedIOException {
    try {
      writer.awaitLease(LEASE_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopping");
    }
  }
}
