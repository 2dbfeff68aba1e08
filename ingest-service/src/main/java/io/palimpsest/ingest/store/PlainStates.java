package io.palimpsest.ingest.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Head;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/** States that were stored plain, before sealing or while it was switched off. */
final class PlainStates<S> {
  private static final Bson PLAIN =
      Filters.and(Filters.exists(Fields.STATE), Filters.exists(Fields.STATE_SEALED, false));

  private final MongoCollection<Document> collection;
  private final StateForm<S> states;
  private final HeadDocuments heads;

  PlainStates(MongoCollection<Document> collection, StateForm<S> states, HeadDocuments heads) {
    this.collection = collection;
    this.states = states;
    this.heads = heads;
  }

  List<Head> page(String after, int limit) {
    List<Head> page = new ArrayList<>();
    collection
        .find(Filters.and(PLAIN, Filters.gt(Fields.ID, after)))
        .sort(Sorts.ascending(Fields.ID))
        .limit(limit)
        .forEach(document -> page.add(heads.fromDocument(document)));
    return page;
  }

  /** Seals one, unless it moved on: whoever moved it has sealed it. Its version stays. */
  boolean seal(Head head, Work work) {
    Bson asRead = Filters.and(Filters.eq(Fields.ID, head.key()), PLAIN, version(head));
    Document document = collection.find(asRead).first();
    if (document == null) {
      return false;
    }
    Document form = HeadDocuments.toDocument(head);
    Document set =
        new Document(Fields.FINGERPRINT, form.get(Fields.FINGERPRINT))
            .append(Fields.KEY_USES, form.get(Fields.KEY_USES))
            .append(
                Fields.STATE,
                StateForm.toDocument(
                    head.uid(),
                    document.get(Fields.STATE, Document.class),
                    states.sealer(List.of(head.path().uids()), owner -> false, work)));
    return work.request(
                millis ->
                    collection
                        .withTimeout(millis, TimeUnit.MILLISECONDS)
                        .updateOne(asRead, new Document("$set", set)))
            .getMatchedCount()
        > 0;
  }

  private static Bson version(Head head) {
    return Filters.eq(Fields.VERSION, head.version());
  }
}
