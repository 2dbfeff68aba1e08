package io.palimpsest.ingest.migration.run;

import io.palimpsest.ingest.entry.Entry;
import io.palimpsest.ingest.item.Items;
import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.migration.legacy.LegacyDocuments;
import io.palimpsest.ingest.migration.mapping.ItemMapping;
import io.palimpsest.ingest.migration.mapping.LegacyRow;
import io.palimpsest.ingest.migration.mapping.Mapped;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Tenant;
import io.palimpsest.ingest.store.EntryQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What should be there and what is: the old rows as they map now, and the live items.
 *
 * @param items expected items by id
 * @param contracts contracts of all rows
 * @param rejected rows that become none
 * @param live live items by id
 */
record Expected(
    Map<String, Mapped.Item> items,
    Set<String> contracts,
    long rejected,
    Map<String, Entry<PortfolioItem>> live) {
  private static final int PAGE = 500;

  static Expected read(
      LegacyDocuments documents, ItemMapping mapping, Items items, Tenant<Organization> tenant) {
    Map<String, Mapped.Item> expected = new HashMap<>();
    Set<String> contracts = new HashSet<>();
    long[] rejected = new long[1];
    documents.each(
        "training_data",
        row -> {
          Mapped mapped = mapping.map(new LegacyRow(row));
          contracts.add(mapped.contractId());
          switch (mapped) {
            case Mapped.Rejected reject -> rejected[0]++;
            case Mapped.Item item -> expected.putIfAbsent(item.id().value(), item);
          }
        });
    return new Expected(expected, contracts, rejected[0], live(items, tenant));
  }

  static Map<String, Entry<PortfolioItem>> live(Items items, Tenant<Organization> tenant) {
    Map<String, Entry<PortfolioItem>> live = new HashMap<>();
    List<Entry<PortfolioItem>> page = new ArrayList<>();
    String after = "";
    do {
      page =
          items.page(
              new EntryQuery(Optional.of(tenant.head().uid()), after, Optional.empty(), PAGE));
      for (Entry<PortfolioItem> entry : page) {
        live.put(entry.head().id(), entry);
        after = entry.head().key();
      }
    } while (page.size() == PAGE);
    return live;
  }

  /** The text that is embedded of an item. */
  static String text(PortfolioItem item) {
    return String.join(
        "\n",
        "Company: " + item.companyName(),
        "Deliverables: " + String.join(", ", item.deliverables()),
        "Skills: " + String.join(", ", item.skills()),
        "Industry: " + item.industry());
  }
}
