package io.palimpsest.reembed.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.palimpsest.fencing.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The vectors that were copied in, one document each. They are opened before the store is written
 * and closed after it has answered, so that at no moment a copied vector is one that nobody knows.
 * Calls block; errors are {@link LedgerUnavailableException}. Thread-safe.
 */
public final class AdoptedVectors {
  private static final String ID = "_id";
  private static final String TARGET = "target";
  private static final String NAMESPACE = "namespace";
  private static final String VECTOR = "vector";
  private static final String SOURCE = "source_id";
  private static final String UIDS = "uids";

  /** Names the attempt that may be writing the vector right now; absent once it is there. */
  private static final String OPENED_BY = "opened_by";

  private final MongoCollection<Document> vectors;
  private final MongoCollection<Document> places;

  AdoptedVectors(MongoDatabase database) {
    vectors = database.getCollection("adopted");
    places = database.getCollection("adopted_places");
    vectors.createIndex(Indexes.ascending(UIDS));
    vectors.createIndex(Indexes.ascending(TARGET, NAMESPACE, SOURCE));
    places.createIndex(Indexes.ascending(UIDS));
  }

  /** Says that vectors may be copied into a place from now on. */
  public void expect(Location place, List<UUID> uids, Work work) {
    Document document =
        new Document(ID, place(place.target(), place.namespace()))
            .append(TARGET, place.target())
            .append(NAMESPACE, place.namespace())
            .append(UIDS, texts(uids));
    asked(
        () ->
            work.request(
                millis ->
                    places
                        .withTimeout(millis, TimeUnit.MILLISECONDS)
                        .replaceOne(
                            eq(ID, document.get(ID)),
                            document,
                            new ReplaceOptions().upsert(true))));
  }

  /** The places into which vectors were copied, or may have been. */
  List<Location> places() {
    return asked(() -> places.find().map(AdoptedVectors::place).into(new ArrayList<>()));
  }

  /** Those that have the uid on their path. */
  List<Location> places(UUID uid) {
    return asked(
        () ->
            places
                .find(eq(UIDS, uid.toString()))
                .map(AdoptedVectors::place)
                .into(new ArrayList<>()));
  }

  /**
   * Says that the vectors are about to be written.
   *
   * @param attempt random, another for every attempt
   */
  public void open(List<Adopted> adopted, UUID attempt, Work work) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (Adopted one : adopted) {
      Document document = document(one).append(OPENED_BY, attempt.toString());
      writes.add(
          new ReplaceOneModel<>(
              eq(ID, document.get(ID)), document, new ReplaceOptions().upsert(true)));
    }
    if (!writes.isEmpty()) {
      asked(
          () ->
              work.request(
                  millis ->
                      within(millis).bulkWrite(writes, new BulkWriteOptions().ordered(false))));
    }
  }

  /**
   * Says that they are there.
   *
   * @return ids of those that were taken away meanwhile: whoever wrote them takes them away, too
   */
  public Set<String> close(List<Adopted> adopted, UUID attempt, Work work) {
    Bson mine = and(in(ID, ids(adopted)), eq(OPENED_BY, attempt.toString()));
    return asked(
        () -> {
          Set<String> lost = new HashSet<>();
          adopted.forEach(one -> lost.add(one.vector()));
          vectors.find(mine).forEach(document -> lost.remove(document.getString(VECTOR)));
          work.request(millis -> within(millis).updateMany(mine, Updates.unset(OPENED_BY)));
          return lost;
        });
  }

  /** Forgets the vectors with the ids. */
  public void withdraw(Location place, Collection<String> ids, Work work) {
    List<String> names = ids.stream().map(id -> name(place, id)).toList();
    if (!names.isEmpty()) {
      asked(() -> work.request(millis -> within(millis).deleteMany(in(ID, names))));
    }
  }

  /** Forgets the vectors of a source; returns how many there were. */
  long forget(Location place, String source, Work work) {
    return asked(
        () ->
            work.request(millis -> within(millis).deleteMany(of(place, source)).getDeletedCount()));
  }

  /** Ids of the vectors of a source. */
  List<String> of(String source, Location place) {
    return asked(
        () ->
            vectors
                .find(of(place, source))
                .map(document -> document.getString(VECTOR))
                .into(new ArrayList<>()));
  }

  /** Those of the ids that were copied in, or may have been. */
  public Set<String> known(Location place, Collection<String> ids) {
    List<String> names = ids.stream().map(id -> name(place, id)).toList();
    return asked(
        () ->
            vectors
                .find(in(ID, names))
                .map(document -> document.getString(VECTOR))
                .into(new HashSet<>()));
  }

  /**
   * Ids in their order.
   *
   * @param after the last id of the page before; empty for the first page
   */
  public List<String> page(Location place, String after, int size) {
    return asked(
        () ->
            vectors
                .find(
                    and(
                        eq(TARGET, place.target()),
                        eq(NAMESPACE, place.namespace()),
                        gt(ID, name(place, after))))
                .sort(Sorts.ascending(ID))
                .limit(size)
                .map(document -> document.getString(VECTOR))
                .into(new ArrayList<>()));
  }

  /** Forgets a place that holds none any more. */
  public void leave(Location place, Work work) {
    asked(
        () ->
            work.request(
                millis ->
                    places
                        .withTimeout(millis, TimeUnit.MILLISECONDS)
                        .deleteOne(eq(ID, place(place.target(), place.namespace())))));
  }

  /** How many vectors of a target are of the scope. */
  long size(UUID uid, String target) {
    return asked(() -> vectors.countDocuments(and(eq(UIDS, uid.toString()), eq(TARGET, target))));
  }

  /** How many name one of the uids. */
  public long count(Collection<UUID> uids) {
    Bson having = in(UIDS, texts(uids));
    return asked(() -> vectors.countDocuments(having) + places.countDocuments(having));
  }

  /** Deletes what names one of the uids; returns how many. */
  public long delete(Collection<UUID> uids, Work work) {
    Bson having = in(UIDS, texts(uids));
    return asked(
        () ->
            work.request(millis -> within(millis).deleteMany(having)).getDeletedCount()
                + work.request(
                        millis ->
                            places.withTimeout(millis, TimeUnit.MILLISECONDS).deleteMany(having))
                    .getDeletedCount());
  }

  private MongoCollection<Document> within(long millis) {
    return vectors.withTimeout(millis, TimeUnit.MILLISECONDS);
  }

  private static Bson of(Location place, String source) {
    return and(eq(TARGET, place.target()), eq(NAMESPACE, place.namespace()), eq(SOURCE, source));
  }

  private static Document document(Adopted adopted) {
    return new Document(
            ID, name(new Location(adopted.target(), adopted.namespace()), adopted.vector()))
        .append(TARGET, adopted.target())
        .append(NAMESPACE, adopted.namespace())
        .append(VECTOR, adopted.vector())
        .append(SOURCE, adopted.source())
        .append(UIDS, texts(adopted.uids()))
        .append("model", adopted.model())
        .append("digest", adopted.digest());
  }

  private static List<String> ids(List<Adopted> adopted) {
    return adopted.stream()
        .map(one -> name(new Location(one.target(), one.namespace()), one.vector()))
        .toList();
  }

  private static Location place(Document document) {
    return new Location(document.getString(TARGET), document.getString(NAMESPACE));
  }

  private static String place(String target, String namespace) {
    return target + "/" + namespace;
  }

  private static String name(Location place, String vector) {
    return place(place.target(), place.namespace()) + "/" + vector;
  }

  private static List<String> texts(Collection<UUID> uids) {
    return uids.stream().map(UUID::toString).toList();
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (MongoException e) {
      throw new LedgerUnavailableException(e);
    }
  }
}
