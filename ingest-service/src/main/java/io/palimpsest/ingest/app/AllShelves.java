package io.palimpsest.ingest.app;

import io.palimpsest.ingest.item.PortfolioItem;
import io.palimpsest.ingest.registry.Creator;
import io.palimpsest.ingest.registry.Organization;
import io.palimpsest.ingest.registry.Profile;
import io.palimpsest.ingest.registry.Twin;
import io.palimpsest.ingest.source.Source;
import io.palimpsest.ingest.write.Shelf;
import jakarta.inject.Singleton;
import java.util.List;

/** All kinds of entries, parents before children. */
@Singleton
final class AllShelves {
  private final List<Shelf<?>> shelves;

  AllShelves(
      Shelf<Organization> organizations,
      Shelf<Profile> profiles,
      Shelf<Creator> creators,
      Shelf<Twin> twins,
      Shelf<PortfolioItem> items,
      Shelf<Source> sources) {
    this.shelves = List.of(organizations, profiles, creators, twins, items, sources);
  }

  List<Shelf<?>> list() {
    return shelves;
  }
}
