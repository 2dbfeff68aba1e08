package io.palimpsest.reembed.app;

import io.palimpsest.reembed.embed.EmbeddingCache;
import io.palimpsest.reembed.erase.Kept;
import io.palimpsest.reembed.ledger.MongoLedger;
import io.palimpsest.reembed.park.ParkingLot;
import io.palimpsest.reembed.repair.Findings;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** All that this service's database holds of scopes beside the ledger. */
@Singleton
class KeptBesideRows {
  private final List<Kept> all;

  /**
   * @param more what others keep of scopes; deleted first, because it may lead to more
   */
  KeptBesideRows(
      ParkingLot lot,
      EmbeddingCache cache,
      Findings findings,
      MongoLedger ledger,
      @Any Instance<Kept> more) {
    all =
        Stream.concat(
                more.stream(),
                Stream.of(
                    new Kept("adopted", ledger.adopted()::count, ledger.adopted()::delete),
                    new Kept("parked", lot::count, lot::delete),
                    new Kept("cached", cache::count, cache::delete),
                    new Kept("findings", findings::count, findings::delete)))
            .toList();
  }

  List<Kept> all() {
    return all;
  }
}
