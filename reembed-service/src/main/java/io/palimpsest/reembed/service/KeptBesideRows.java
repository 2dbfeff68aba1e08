package io.palimpsest.reembed.service;

import io.palimpsest.reembed.cache.EmbeddingCache;
import io.palimpsest.reembed.erase.Kept;
import io.palimpsest.reembed.job.Findings;
import io.palimpsest.reembed.park.ParkingLot;
import jakarta.inject.Singleton;
import java.util.List;

/** All that this service's database holds of scopes beside the ledger. */
@Singleton
class KeptBesideRows {
  private final List<Kept> all;

  KeptBesideRows(ParkingLot lot, EmbeddingCache cache, Findings findings) {
    all =
        List.of(
            new Kept("parked", lot::count, lot::delete),
            new Kept("cached", cache::count, cache::delete),
            new Kept("findings", findings::count, findings::delete));
  }

  List<Kept> all() {
    return all;
  }
}
