package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.InboxEnds;
import io.palimpsest.erasure.model.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The registry does not know the scope. That is an end only when nothing else knows it either, once
 * everything is settled that came in before the receipt; an end that confirms nothing. Planning and
 * transitions, pure.
 */
public final class Search {
  /** Between two looks while ingest is behind. */
  static final Duration PAUSE = Duration.ofSeconds(1);

  /** Between two looks while somebody has to see to data without an owner. */
  static final Duration LONG_PAUSE = Duration.ofMinutes(1);

  private Search() {}

  static Step next(State.Searching state, Situation situation) {
    Instant again = state.again();
    return again != null && situation.now().isBefore(again)
        ? new Step.Await(Step.Awaited.INBOX, again)
        : new Step.Search(state.ends());
  }

  /** The registry has no entry; the ends of the inbox were read after that. */
  public static ErasureRequest begun(ErasureRequest request, InboxEnds ends, Instant now) {
    return Draft.of(request, now)
        .to(new State.Searching(ends, null, false))
        .journal("search.begun", "")
        .done();
  }

  /** What a look comes to. */
  public static ErasureRequest looked(ErasureRequest request, Findings findings, Instant now) {
    State.Searching state = (State.Searching) request.state();
    return switch (findings) {
      case Findings.Behind behind -> again(request, state.ends(), false, now.plus(PAUSE), now);
      case Findings.Renewed renewed -> again(request, renewed.ends(), false, null, now);
      case Findings.Registered registered -> resolvedAgain(request, now);
      case Findings.ErasedBefore erased -> erasedBefore(request, erased, now);
      case Findings.Ownerless ownerless -> ownerless(request, state, ownerless, now);
      case Findings.Nothing nothing -> nothing(request, now);
    };
  }

  private static ErasureRequest again(
      ErasureRequest request,
      InboxEnds ends,
      boolean ownerless,
      @Nullable Instant again,
      Instant now) {
    return Draft.of(request, now).to(new State.Searching(ends, again, ownerless)).done();
  }

  private static ErasureRequest resolvedAgain(ErasureRequest request, Instant now) {
    return Draft.of(request, now).to(new State.Received()).journal("search.registered", "").done();
  }

  private static ErasureRequest erasedBefore(
      ErasureRequest request, Findings.ErasedBefore erased, Instant now) {
    return request.demand().options().dryRun()
        ? Resolution.planned(request, erased.plan(), now)
        : Covering.attached(Draft.of(request, now).plan(erased.plan()).done(), erased.cover(), now);
  }

  /** The journal has one line of it, however often it is looked at. */
  private static ErasureRequest ownerless(
      ErasureRequest request, State.Searching state, Findings.Ownerless found, Instant now) {
    Draft draft =
        Draft.of(request, now).to(new State.Searching(state.ends(), now.plus(LONG_PAUSE), true));
    return state.ownerless()
        ? draft.done()
        : draft.journal("search.without_owner", found.detail()).done();
  }

  private static ErasureRequest nothing(ErasureRequest request, Instant now) {
    return Draft.of(request, now)
        .to(new State.NothingFound())
        .journal("nothing_found", "")
        .say(
            EntryType.NOTHING_FOUND,
            entry ->
                entry
                    .with(AuditField.SCOPE_TYPE, request.demand().type())
                    .with(AuditField.SCOPE, request.identity().scope())
                    .with(AuditField.DEADLINE, request.dueAt())
                    .with(AuditField.FOUND, 0))
        .nameless()
        .done();
  }
}
