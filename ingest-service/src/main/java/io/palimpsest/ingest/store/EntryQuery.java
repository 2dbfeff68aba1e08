package io.palimpsest.ingest.store;

import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.conversions.Bson;

/**
 * Asks for one page of live entries.
 *
 * @param under scope that they are in, or empty for all
 * @param after key after which the page begins, empty for the first page
 * @param embedded only those with vectors, or only those without
 * @param limit most entries to return
 */
public record EntryQuery(
    Optional<UUID> under, String after, Optional<Boolean> embedded, int limit) {
  Bson filter() {
    List<Bson> all = new ArrayList<>();
    all.add(Filters.gt(Fields.ID, after));
    all.add(Filters.eq(Fields.DELETED, false));
    under.ifPresent(uid -> all.add(Filters.eq(Fields.PATH_UID, uid.toString())));
    embedded.ifPresent(present -> all.add(Filters.eq(Fields.EMBEDDED, present)));
    return Filters.and(all);
  }
}
