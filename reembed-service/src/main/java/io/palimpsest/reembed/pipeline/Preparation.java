package io.palimpsest.reembed.pipeline;

import io.palimpsest.reembed.content.Contents;
import io.palimpsest.reembed.content.Contents.ContentUnavailableException;
import io.palimpsest.reembed.entity.Change;
import io.palimpsest.reembed.ledger.IntentWatch;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.plan.Plan;
import io.palimpsest.reembed.plan.Planner;
import io.palimpsest.reembed.registry.Tenants;
import io.palimpsest.reembed.text.UnreadableDocumentException;
import io.palimpsest.vectorstore.TenantHandle;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Plans one task: may its entity be worked on, and what is to be done. */
final class Preparation {
  private final Tenants tenants;
  private final Contents contents;
  private final Renderer renderer;
  private final IntentWatch watch;
  private final String target;

  Preparation(
      Tenants tenants, Contents contents, Renderer renderer, IntentWatch watch, String target) {
    this.tenants = tenants;
    this.contents = contents;
    this.renderer = renderer;
    this.watch = watch;
    this.target = target;
  }

  /**
   * @param found the row of the entity, null when there is none
   */
  Prepared prepare(Task task, @Nullable LedgerRow found) {
    Optional<TenantHandle> handle = tenants.handle(task.change().entity());
    if (handle.isEmpty()) {
      return ended(unregistered(task));
    }
    if (found != null && !watch.left(found).isZero()) {
      return ended(new Outcome.Later("ledger.open_intent", watch.left(found)));
    }
    try {
      return planned(task, found, handle.get());
    } catch (UnreadableDocumentException e) {
      return ended(new Outcome.Parked(e.reason()));
    } catch (ContentUnavailableException e) {
      return ended(new Outcome.Later("content.unavailable", Duration.ZERO));
    } catch (NoContentException e) {
      return ended(e.outcome());
    }
  }

  private Prepared planned(Task task, @Nullable LedgerRow found, TenantHandle handle) {
    Change change = task.change();
    String namespace = handle.namespace().name();
    LedgerRow row =
        found == null
            ? LedgerRow.unknown(target, change.entity(), renderer.rendering(namespace))
            : found;
    return switch (Planner.plan(row, renderer.request(change, namespace, contents))) {
      case Plan.Drop(long revision) -> ended(dropped(change, row, revision));
      case Plan.Advance advance -> new Prepared.Advancing(new Planned<>(task, handle, advance));
      case Plan.Replace replace -> new Prepared.Replacing(new Planned<>(task, handle, replace));
    };
  }

  /** A revision that is done is told again: whoever asked may not have heard it. */
  private static Outcome dropped(Change change, LedgerRow row, long revision) {
    if (change.revision() != revision || row.intent().isPresent()) {
      return new Outcome.Superseded(revision);
    }
    return row.deleted()
        ? new Outcome.Removed(0, OptionalLong.empty())
        : new Outcome.Unchanged(row.chunks().size());
  }

  private Outcome unregistered(Task task) {
    return new Outcome.Parked(
        tenants.standing(task.change().entity()) == Tenants.Standing.CLOSED
            ? "tenant.closed"
            : Outcome.UNKNOWN_TENANT);
  }

  private static Prepared ended(Outcome outcome) {
    return new Prepared.Ended(outcome);
  }
}
