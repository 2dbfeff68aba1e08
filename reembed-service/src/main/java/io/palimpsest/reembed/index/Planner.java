package io.palimpsest.reembed.index;

import io.palimpsest.reembed.ledger.ChunkRef;
import io.palimpsest.reembed.ledger.LedgerRow;
import io.palimpsest.reembed.ledger.Rendering;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides what a change asks of the store.
 *
 * <p>An id is written when the row does not have it, when its metadata or its model changed, or
 * when an open intent names it; an id is deleted when the row has it or an open intent names it,
 * and the change does not want it. So whatever an attempt before left behind, done or undone, is
 * overwritten or deleted by this one.
 */
final class Planner {
  private Planner() {}

  /** The plan for a change, given the row as it was read. */
  public static Plan plan(LedgerRow row, Request request) {
    if (isOld(row, request)) {
      return new Plan.Drop(row.revision());
    }
    boolean untouched = isRendered(row, request) && row.intent().isEmpty();
    if (untouched && sameContent(row, request) && sameMetadata(row, request)) {
      return new Plan.Advance(after(row, request, row.chunks()));
    }
    Wanted wanted = request.deletes() ? Wanted.NOTHING : request.wanted().get();
    Plan.Replace replace = replace(row, request, wanted);
    boolean idle =
        replace.embed().isEmpty() && replace.rewrite().isEmpty() && replace.remove().isEmpty();
    return idle ? new Plan.Advance(replace.after()) : replace;
  }

  /** An equal revision is due again only when it is to be rendered in another way. */
  private static boolean isOld(LedgerRow row, Request request) {
    if (request.revision() < row.revision()) {
      return true;
    }
    boolean rendered = row.deleted() ? request.deletes() : isRendered(row, request);
    return request.revision() == row.revision() && rendered;
  }

  private static Plan.Replace replace(LedgerRow row, Request request, Wanted wanted) {
    Set<String> have = row.ids();
    Set<String> unsure = row.unsure();
    boolean sameModel =
        row.rendering().model().equals(request.rendering().model())
            && row.rendering().namespace().equals(request.rendering().namespace());
    boolean sameBeside = sameMetadata(row, request) && isRendered(row, request);
    List<Piece> embed = new ArrayList<>();
    List<Piece> rewrite = new ArrayList<>();
    for (Piece piece : wanted.pieces().values()) {
      boolean known =
          have.contains(piece.id())
              && !unsure.contains(piece.id())
              && sameModel
              && sameText(row, request, piece);
      if (!known) {
        embed.add(piece);
      } else if (!sameBeside) {
        rewrite.add(piece);
      }
    }
    Set<String> remove = new TreeSet<>(have);
    remove.addAll(unsure);
    remove.removeAll(wanted.ids());
    int kept = wanted.ids().size() - embed.size() - rewrite.size();
    LedgerRow after = after(row, request, refs(row, request, wanted, embed, rewrite));
    return new Plan.Replace(row, embed, rewrite, List.copyOf(remove), kept, after);
  }

  /** A chunk's id names its text; an item's id does not, so its text is compared. */
  private static boolean sameText(LedgerRow row, Request request, Piece piece) {
    return !piece.id().equals(row.entity().id()) || sameContent(row, request);
  }

  private static List<ChunkRef> refs(
      LedgerRow row, Request request, Wanted wanted, List<Piece> embed, List<Piece> rewrite) {
    Set<String> written = new TreeSet<>();
    embed.forEach(piece -> written.add(piece.id()));
    rewrite.forEach(piece -> written.add(piece.id()));
    Map<String, Long> before = new HashMap<>();
    row.chunks().forEach(chunk -> before.put(chunk.id(), chunk.revision()));
    return wanted.ids().stream()
        .map(
            id ->
                wanted.ref(
                    id,
                    written.contains(id)
                        ? request.revision()
                        : before.getOrDefault(id, request.revision())))
        .toList();
  }

  private static LedgerRow after(LedgerRow row, Request request, List<ChunkRef> chunks) {
    return new LedgerRow(
        row.key(),
        row.entity(),
        row.version(),
        request.revision(),
        request.deletes(),
        request.rendering(),
        request.contentHash(),
        request.metadataHash(),
        chunks,
        Optional.empty());
  }

  private static boolean isRendered(LedgerRow row, Request request) {
    Rendering before = row.rendering();
    return before.equals(request.rendering());
  }

  private static boolean sameContent(LedgerRow row, Request request) {
    return row.contentHash().equals(request.contentHash()) && row.deleted() == request.deletes();
  }

  private static boolean sameMetadata(LedgerRow row, Request request) {
    return row.metadataHash().equals(request.metadataHash());
  }
}
