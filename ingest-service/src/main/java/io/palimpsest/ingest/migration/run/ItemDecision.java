package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.entry.Precondition;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.migration.mapping.Mapped;
import java.util.Optional;

/** What is to be done about a row, where the item stands as it does. */
sealed interface ItemDecision {
  /**
   * The item is written.
   *
   * @param precondition the item is still as it was seen
   */
  record Write(Precondition precondition) implements ItemDecision {}

  /** The item is what the row says, and who wrote it is known or no matter. */
  record Same() implements ItemDecision {}

  /** The item is what the row says, and no mark says who wrote it so: this run may have. */
  record MaybeOurs() implements ItemDecision {}

  /**
   * The item is left alone.
   *
   * @param reason why
   */
  record Kept(String reason) implements ItemDecision {}

  /**
   * A live item.
   *
   * @param revision its revision
   * @param state what it is
   */
  record Seen(long revision, PortfolioItem state) {}

  /**
   * Decides.
   *
   * @param row what the row becomes
   * @param seen the live item, if there is one
   * @param mark what a migration wrote of it, if it did
   */
  static ItemDecision of(Mapped.Item row, Optional<Seen> seen, Optional<Mark> mark) {
    if (mark.isPresent() && !mark.get().contract().equals(row.contractId())) {
      return new Kept("item_id: another contract has it already");
    }
    if (seen.isEmpty()) {
      return mark.isPresent()
          ? new Kept("deleted since it was migrated")
          : new Write(new Precondition.Absent());
    }
    Seen item = seen.get();
    if (item.state().equals(row.item())) {
      return mark.filter(known -> known.revision() == item.revision()).isPresent()
          ? new Same()
          : new MaybeOurs();
    }
    return mark.filter(known -> known.revision() == item.revision()).isPresent()
        ? new Write(Precondition.ofRevision(item.revision()))
        : new Kept(
            mark.isPresent() ? "changed since it was migrated" : "is there and not migrated");
  }
}
