package io.palimpsest.ingest.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.palimpsest.fencing.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Deletes that take no longer for a large scope: a page of documents in each. */
final class PagedDeletes {
  private PagedDeletes() {}

  /**
   * Deletes documents.
   *
   * @param limit most of them
   * @return how many were deleted
   */
  public static long delete(
      MongoCollection<Document> collection, Bson filter, int limit, Work work) {
    List<Object> ids = new ArrayList<>();
    collection
        .find(filter)
        .projection(Projections.include(Fields.ID))
        .limit(limit)
        .forEach(document -> ids.add(document.get(Fields.ID)));
    if (ids.isEmpty()) {
      return 0;
    }
    return work.request(
            millis ->
                collection
                    .withTimeout(millis, TimeUnit.MILLISECONDS)
                    .deleteMany(Filters.and(Filters.in(Fields.ID, ids), filter)))
        .getDeletedCount();
  }
}
