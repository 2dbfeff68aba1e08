package io.palimpsest.local.documents;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Duration;
import java.time.Instant;

/**
 * When documents expire.
 *
 * @param field holds a date
 * @param after how long after that date
 */
record Expiry(String field, Duration after) {

  /** Read from the description of an index that has {@code expireAfterSeconds}. */
  static Expiry of(Document description) {
    if (description.get("key") instanceof Document keys
        && description.get("expireAfterSeconds") instanceof Number seconds) {
      return new Expiry(keys.keySet().iterator().next(), Duration.ofSeconds(seconds.longValue()));
    }
    throw new IllegalArgumentException("the index does not say when documents expire");
  }

  /** Matches what has expired; a document without a date never does. */
  Document query(Instant now) {
    return new Document(field, new Document("$type", "date").append("$lte", now.minus(after)));
  }
}
