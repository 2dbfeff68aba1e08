package io.palimpsest.ingest.store;

import com.mongodb.client.model.Filters;
import java.util.UUID;
import org.bson.conversions.Bson;

/**
 * Everything at or below one scope.
 *
 * @param uid uid of the scope
 */
public record UnderScope(UUID uid) {
  Bson filter() {
    return Filters.eq(Fields.PATH_UID, uid.toString());
  }
}
