package io.palimpsest.reembed.index;

import io.palimpsest.reembed.change.Change;
import io.palimpsest.reembed.change.Contents;
import io.palimpsest.reembed.change.Contents.ContentUnavailableException;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.change.Tenants;
import io.palimpsest.reembed.ledger.Adoption;
import io.palimpsest.reembed.ledger.ChunkRef;
import io.palimpsest.reembed.ledger.IntentWatch;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.Location;
import io.palimpsest.reembed.text.UnreadableDocumentException;
import io.palimpsest.vectorstore.TenantHandle;
import java.time.Duration;
import java.util.List;
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
  private final Adoption adoption;

  Preparation(
      Tenants tenants,
      Contents contents,
      Renderer renderer,
      IntentWatch watch,
      String target,
      Adoption adoption) {
    this.tenants = tenants;
    this.contents = contents;
    this.renderer = renderer;
    this.watch = watch;
    this.target = target;
    this.adoption = adoption;
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
    LedgerRow row = found == null ? first(change.entity(), namespace) : found;
    return switch (Planner.plan(row, renderer.request(change, namespace, contents))) {
      case Plan.Drop(long revision) -> ended(dropped(change, row, revision));
      case Plan.Advance advance -> new Prepared.Advancing(new Planned<>(task, handle, advance));
      case Plan.Replace replace -> new Prepared.Replacing(new Planned<>(task, handle, replace));
    };
  }

  /** What was copied in of the entity is replaced by its first change, as an older revision is. */
  private LedgerRow first(Entity entity, String namespace) {
    LedgerRow unknown = LedgerRow.unknown(target, entity, renderer.rendering(namespace));
    List<ChunkRef> adopted = adoption.of(new Location(target, namespace), entity.id());
    return adopted.isEmpty() ? unknown : unknown.holding(adopted);
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
