package io.palimpsest.ingest.write;

import io.palimpsest.fencing.Admission;
import io.palimpsest.fencing.DeadlinePassedException;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.RefusedException;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs one write of content that is no change of an entry under an admission of its own. */
public final class GuardedWork {
  private final Gate gate;
  private final Limits limits;

  /**
   * @param gate admits the write
   * @param limits how long to wait for a lease
   */
  public GuardedWork(Gate gate, Limits limits) {
    this.gate = gate;
    this.limits = limits;
  }

  /**
   * Runs the write once it is admitted.
   *
   * @param write announces its requests to the work; another attempt follows when the deadline of
   *     one has passed before a request
   * @throws RefusedException when a scope is fenced, or when nothing was admitted in time
   */
  public <T> T run(Collection<UUID> uids, Function<Work, T> write) {
    AtomicReference<@Nullable T> result = new AtomicReference<>();
    new Patience(limits).attempt(() -> attempt(uids, write, result));
    T written = result.get();
    if (written == null) {
      throw new RefusedException(Refusals.UNLEASED);
    }
    return written;
  }

  private <T> boolean attempt(
      Collection<UUID> uids, Function<Work, T> write, AtomicReference<@Nullable T> result) {
    return switch (gate.admit(uids)) {
      case Admission.Admitted admitted -> {
        result.set(send(admitted.work(), write));
        yield result.get() != null;
      }
      case Admission.Refused fenced -> throw new RefusedException(Refusals.FENCED);
      case Admission.Unleased notNow -> false;
    };
  }

  private static <T> @Nullable T send(Work work, Function<Work, T> write) {
    try (work) {
      return write.apply(work);
    } catch (DeadlinePassedException late) {
      return null;
    }
  }
}
