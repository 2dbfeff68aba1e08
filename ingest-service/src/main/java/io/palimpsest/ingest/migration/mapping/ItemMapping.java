package io.palimpsest.ingest.migration.mapping;

import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.vault.Sha256;
import io.palimpsest.tenancy.ItemId;
import io.palimpsest.tenancy.OrganizationId;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Maps rows to items by M4 to M10. The same row always becomes the same item.
 *
 * @param organization whose items they become
 * @param preferExisting whether a row's own deliverables go before those that are made for it
 */
public record ItemMapping(OrganizationId organization, boolean preferExisting) {
  private static final int HEX = 12;
  private static final Set<String> TAKEN =
      Set.of(
          "_id",
          "contract_id",
          "company_name",
          "job_title",
          "skills_required",
          "task_type",
          "other_task_type",
          "portfolio_urls",
          "industry");

  /** What the row becomes. */
  public Mapped map(LegacyRow row) {
    String contract = row.contractId();
    String digest = row.digest();
    if (contract.isEmpty()) {
      return new Mapped.Rejected(contract, digest, "contract_id: neither it nor _id is there");
    }
    String company = row.said("company_name").or(() -> row.said("job_title")).orElse(null);
    if (company == null) {
      return new Mapped.Rejected(
          contract, digest, "company_name: neither it nor job_title says anything");
    }
    Industry industry = Industry.of(row);
    try {
      PortfolioItem item =
          PortfolioItem.checked(
              company,
              Deliverables.of(row, preferExisting),
              Skills.of(row),
              PortfolioUrl.of(row).orElse(null),
              industry.name());
      return new Mapped.Item(contract, digest, itemId(contract), item, industry.rule(), left(row));
    } catch (RefusedException broken) {
      return new Mapped.Rejected(contract, digest, broken.refusal().detail());
    }
  }

  /** The id of the item that a contract becomes. */
  public ItemId itemId(String contractId) {
    return new ItemId(
        "port_" + Sha256.hex(organization.value() + "\n" + contractId).substring(0, HEX));
  }

  private SortedSet<String> left(LegacyRow row) {
    SortedSet<String> left = new TreeSet<>(row.names());
    left.removeAll(TAKEN);
    if (preferExisting) {
      left.remove("deliverables");
    }
    return left;
  }
}
