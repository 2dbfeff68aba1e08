package io.palimpsest.ingest.migration.mapping;

import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.tenancy.ItemId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What became of a row. */
public sealed interface Mapped {
  /** The contract that the row is of. */
  String contractId();

  /** SHA-256 of the row. */
  String rowDigest();

  /**
   * It becomes an item.
   *
   * @param contractId the contract
   * @param rowDigest SHA-256 of the row
   * @param id the item's id
   * @param item the item
   * @param industryRule which rule named the industry
   * @param left fields that the item does not have; they stay in the legacy collection and backup
   */
  record Item(
      String contractId,
      String rowDigest,
      ItemId id,
      PortfolioItem item,
      String industryRule,
      SortedSet<String> left)
      implements Mapped {
    /** Copies the set. */
    public Item {
      left = Collections.unmodifiableSortedSet(new TreeSet<>(left));
    }
  }

  /**
   * It becomes none.
   *
   * @param contractId the contract
   * @param rowDigest SHA-256 of the row
   * @param reason names the field and the rule, never the value
   */
  record Rejected(String contractId, String rowDigest, String reason) implements Mapped {}
}
