package io.palimpsest.ingest.migration.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ingest.entry.Precondition;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.migration.mapping.Mapped;
import io.palimpsest.tenancy.ItemId;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ItemDecisionTest {
  private static final PortfolioItem ROW = item("row");
  private static final PortfolioItem OTHER = item("other");
  private static final Mapped.Item MAPPED =
      new Mapped.Item("job_1", "digest", new ItemId("port_1"), ROW, "none", new TreeSet<String>());

  @Test
  void whatIsNotThereIsWrittenAsLongAsItIsNotThere() {
    assertThat(decide(Optional.empty(), Optional.empty()))
        .isEqualTo(new ItemDecision.Write(new Precondition.Absent()));
  }

  @Test
  void whatAUserDeletedSinceStaysDeleted() {
    assertThat(decide(Optional.empty(), mark(1))).isInstanceOf(ItemDecision.Kept.class);
  }

  @Test
  void whatIsThereAndOursIsTheSame() {
    assertThat(decide(seen(1, ROW), mark(1))).isEqualTo(new ItemDecision.Same());
    assertThat(decide(seen(4, ROW), mark(1)))
        .as("a crash may have kept the change from being marked")
        .isEqualTo(new ItemDecision.MaybeOurs());
  }

  @Test
  void whatIsThereAndNotMarkedMayBeWhatACrashKeptFromBeingMarked() {
    assertThat(decide(seen(1, ROW), Optional.empty())).isEqualTo(new ItemDecision.MaybeOurs());
  }

  @Test
  void aRowThatChangedSinceReplacesWhatNobodyElseChanged() {
    assertThat(decide(seen(3, OTHER), mark(3)))
        .isEqualTo(new ItemDecision.Write(Precondition.ofRevision(3)));
  }

  @Test
  void whatSomebodyElseChangedOrWroteIsLeftAlone() {
    assertThat(decide(seen(4, OTHER), mark(3)))
        .isEqualTo(new ItemDecision.Kept("changed since it was migrated"));
    assertThat(decide(seen(1, OTHER), Optional.empty()))
        .isEqualTo(new ItemDecision.Kept("is there and not migrated"));
  }

  @Test
  void twoContractsNeverShareAnItem() {
    Mark others = new Mark("item/o/port_1", "run", UUID.randomUUID(), 1, "digest", "job_2", 0);
    assertThat(decide(Optional.empty(), Optional.of(others)))
        .isEqualTo(new ItemDecision.Kept("item_id: another contract has it already"));
  }

  private static ItemDecision decide(Optional<ItemDecision.Seen> seen, Optional<Mark> mark) {
    return ItemDecision.of(MAPPED, seen, mark);
  }

  private static Optional<ItemDecision.Seen> seen(long revision, PortfolioItem state) {
    return Optional.of(new ItemDecision.Seen(revision, state));
  }

  private static Optional<Mark> mark(long revision) {
    return Optional.of(
        new Mark("item/o/port_1", "run", UUID.randomUUID(), revision, "digest", "job_1", 0));
  }

  private static PortfolioItem item(String company) {
    return new PortfolioItem(company, List.of(), List.of(), null, null);
  }
}
