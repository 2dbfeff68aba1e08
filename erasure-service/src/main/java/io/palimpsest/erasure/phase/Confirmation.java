package io.palimpsest.erasure.phase;

import io.palimpsest.audit.AuditField;
import io.palimpsest.audit.EntryType;
import io.palimpsest.audit.Statement;
import io.palimpsest.erasure.model.Draft;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Receipt;
import io.palimpsest.erasure.model.Residual;
import io.palimpsest.erasure.model.State;
import io.palimpsest.event.ErasureAction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The transitions at the end of a request. Pure. */
public final class Confirmation {
  private Confirmation() {}

  /**
   * Everybody answered zero. The same compare-and-set drops all names, so that the details of a
   * request never outlive what they led to; those that the looks after the end need are sealed.
   *
   * @param kept the names, sealed; null where none are kept
   */
  public static ErasureRequest concluded(
      ErasureRequest request, ResidualPolicy policy, @Nullable String kept, Instant now) {
    List<Residual> left = policy.leftBy(request, now);
    Draft draft = Draft.of(request, now).journal("concluded", "");
    if (request.plan() != null) {
      draft.plan(request.planned().keeping(kept));
    }
    return concluded(draft, request, left);
  }

  /** The confirmation is committed in the log. Repeats change nothing. */
  public static ErasureRequest logged(
      ErasureRequest request, long logIndex, String entry, Instant now) {
    if (!(request.state() instanceof State.Verified)) {
      return request;
    }
    return Draft.of(request, now)
        .to(new State.ConfirmedLive(logIndex), logIndex)
        .confirmation(entry)
        .journal("confirmed_live", "log_index=" + logIndex)
        .done();
  }

  private static ErasureRequest concluded(
      Draft draft, ErasureRequest request, List<Residual> residuals) {
    return Suppression.begun(draft, request)
        .residuals(residuals)
        .to(new State.Verified())
        .say(
            EntryType.CONFIRMED_LIVE,
            entry ->
                Sight.sum(
                        until(entry, residuals),
                        request,
                        Verification.tasksOf(request, request.round()))
                    .with(AuditField.SCOPE_TYPE, request.demand().type())
                    .with(AuditField.SCOPE, request.identity().scope())
                    .with(AuditField.DEADLINE, request.dueAt())
                    .with(
                        AuditField.FOUND,
                        sum(request, request.past().folded().found(), Receipt::found))
                    .with(
                        AuditField.DELETED,
                        sum(request, request.past().folded().deleted(), Receipt::deleted))
                    .with(AuditField.REMAINING, Verification.left(request))
                    .with(AuditField.RESIDUALS, residuals.size()))
        .nameless()
        .done();
  }

  private static Statement until(Statement entry, List<Residual> residuals) {
    return residuals.stream()
        .map(Residual::until)
        .max(Comparator.naturalOrder())
        .map(last -> entry.with(AuditField.RESIDUAL_UNTIL, last))
        .orElse(entry);
  }

  private static long sum(ErasureRequest request, long folded, ToLongFunction<Receipt> count) {
    return folded
        + request.tasks().stream()
            .filter(task -> task.action() == ErasureAction.ERASE)
            .flatMap(task -> Stream.ofNullable(task.receipt()))
            .mapToLong(count)
            .sum();
  }
}
