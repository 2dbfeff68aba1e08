package io.palimpsest.erasure.restore;

import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Outgoing;
import io.palimpsest.erasure.model.State;
import io.palimpsest.erasure.phase.Confirmation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares a request of the database with its copy outside and with what the log says. Pure.
 *
 * <p>Of document and copy the later one is gone on with; statements are numbered on behind what the
 * log has, so that no number says two things. A state that the log was further than runs again.
 */
final class Comparison {
  private Comparison() {}

  /** The copy outside the database. */
  public sealed interface Outside {
    /** There is none. */
    record None() implements Outside {}

    /**
     * There is one that does not open.
     *
     * @param version what it is a copy of
     */
    record Shut(long version) implements Outside {}

    /**
     * There is one.
     *
     * @param request the copy
     */
    record Open(ErasureRequest request) implements Outside {}
  }

  /** What becomes of the request. */
  public static Finding of(
      Optional<ErasureRequest> document, Outside outside, Told told, Instant now) {
    long version = document.map(ErasureRequest::version).orElse(-1L);
    return switch (outside) {
      case Outside.Open(ErasureRequest copy) when copy.version() > version ->
          goOn(copy, copy, told, now);
      case Outside.Shut(long shut) when shut > version -> new Finding.Lost("copy.shut");
      case Outside other ->
          document
              .map(present -> goOn(present, null, told, now))
              .orElseGet(() -> new Finding.Lost("copy.none"));
    };
  }

  private static Finding goOn(
      ErasureRequest base, @Nullable ErasureRequest copy, Told told, Instant now) {
    if (told.fenced() && base.plan() == null && !base.ended()) {
      return new Finding.Lost("plan.none");
    }
    boolean behind = told.last() >= base.outbox().statements();
    ErasureRequest next = base;
    if (copy != null || behind) {
      next =
          Draft.of(base, now)
              .continuing(told.last())
              .journal("restored", copy == null ? "document" : "copy")
              .say(EntryType.RESTORE_REPLAYED, entry -> entry)
              .done();
    }
    next = confirmed(next, told, now);
    return next == base ? new Finding.Whole() : new Finding.Replayed(next);
  }

  /** Nobody reads an old entry of the log again to a request that waits for it. */
  private static ErasureRequest confirmed(ErasureRequest request, Told told, Instant now) {
    if (!(request.state() instanceof State.Verified)) {
      return request;
    }
    boolean unsaid =
        request.outbox().waiting().stream()
            .anyMatch(
                waiting -> waiting instanceof Outgoing.Logged logged && isUnsaid(logged, told));
    return unsaid
        ? request
        : told.confirmation()
            .map(entry -> Confirmation.logged(request, entry.index(), entry.entry().get(), now))
            .orElse(request);
  }

  private static boolean isUnsaid(Outgoing.Logged logged, Told told) {
    Statement statement = logged.statement();
    return statement.type() == EntryType.CONFIRMED_LIVE && statement.seq() > told.last();
  }
}
