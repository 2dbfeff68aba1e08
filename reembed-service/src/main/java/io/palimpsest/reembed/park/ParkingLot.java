package io.palimpsest.reembed.park;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.palimpsest.audit.ActKey;
import io.palimpsest.audit.RequestKey;
import io.palimpsest.fencing.Work;
import io.palimpsest.messaging.SignedRecord;
import io.palimpsest.reembed.change.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/**
 * The parked records, in MongoDB; {@link Parking} writes them. Calls block and throw what the
 * driver throws. Thread-safe.
 */
public final class ParkingLot {
  private static final String ID = "_id";
  private static final String KEY = "key";
  private static final String REASON = "reason";
  private static final String UIDS = "uids";
  private static final String REVISION = "revision";
  private static final String EXPIRES = "expires_at";
  private static final String PAYLOAD = "payload";
  private static final String SIZE = "size";
  private static final String SEALED_UNDER = "sealed_under";
  private static final String PARKED_AT = "parked_at";
  private static final Binary NOTHING = new Binary(new byte[0]);

  private static final Bson NO_CONTENT =
      Updates.combine(
          Stream.of(KEY, REASON, UIDS, REVISION, PAYLOAD, SIZE, SEALED_UNDER, EXPIRES, PARKED_AT)
              .map(Updates::unset)
              .toList());

  /** A record that was given up leaves a mark, which has no content and no date. */
  private static final Bson PARKED = Filters.exists(PARKED_AT);

  private final MongoCollection<Document> records;
  private final Unsaid unsaid;

  /**
   * @param database the service's own
   */
  public ParkingLot(MongoDatabase database) {
    records = database.getCollection("parked");
    unsaid = new Unsaid(records);
    records.createIndex(Indexes.ascending(REASON));
    records.createIndex(Indexes.ascending(UIDS));
    records.createIndex(Indexes.ascending(Unsaid.KEYS), new IndexOptions().sparse(true));
    records.createIndex(Indexes.ascending(Unsaid.SOURCES), new IndexOptions().sparse(true));
    records.createIndex(
        Indexes.ascending(EXPIRES), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
  }

  /**
   * Puts a record, in place of the one of the same origin. What names nobody is found by no
   * erasure: it goes by itself after fourteen days. What the log is told of earlier ones stays.
   *
   * @param work the request is announced to it
   */
  void put(ParkedRecord parked, Work work) {
    Document content =
        new Document(KEY, parked.key())
            .append(REASON, parked.reason())
            .append(UIDS, parked.uids().stream().map(UUID::toString).toList())
            .append(REVISION, parked.revision())
            .append(PAYLOAD, new Binary(parked.payload().bytes()))
            .append(SIZE, parked.payload().size())
            .append(PARKED_AT, Date.from(parked.parkedAt()));
    parked.payload().key().ifPresent(key -> content.append(SEALED_UNDER, key.toString()));
    if (parked.uids().isEmpty()) {
      content.append(EXPIRES, Date.from(parked.parkedAt().plus(Sealing.KEPT)));
    }
    List<Bson> updates = new ArrayList<>();
    updates.add(new Document("$set", content));
    Stream.of(SEALED_UNDER, EXPIRES)
        .filter(field -> !content.containsKey(field))
        .forEach(field -> updates.add(Updates.unset(field)));
    work.request(
        millis ->
            within(millis)
                .updateOne(
                    eq(ID, parked.origin().id()),
                    Updates.combine(updates),
                    new UpdateOptions().upsert(true)));
  }

  /** The record of an origin. */
  public Optional<ParkedRecord> find(Origin origin) {
    return Optional.ofNullable(records.find(parked(origin)).first()).map(ParkingLot::read);
  }

  /**
   * A page of records in order of their ids, without what is kept of their values.
   *
   * @param reason only those with it; empty for all
   * @param after id of the last record of the page before; empty for the first page
   */
  public List<ParkedRecord> page(Optional<String> reason, Optional<String> after, int size) {
    List<Bson> conditions = new ArrayList<>(List.of(PARKED));
    reason.ifPresent(value -> conditions.add(eq(REASON, value)));
    after.ifPresent(value -> conditions.add(gt(ID, value)));
    List<ParkedRecord> page = new ArrayList<>();
    records
        .find(and(conditions))
        .projection(Projections.exclude(PAYLOAD))
        .sort(Sorts.ascending(ID))
        .limit(size)
        .forEach(document -> page.add(read(document)));
    return page;
  }

  /**
   * A parked record without its value.
   *
   * @param origin its name
   * @param uids uids of the scopes that hold its entity
   */
  public record Waiting(Origin origin, List<UUID> uids) {}

  /** What is parked for the reason, values left out. */
  public List<Waiting> waiting(String reason) {
    List<Waiting> waiting = new ArrayList<>();
    records
        .find(eq(REASON, reason))
        .projection(Projections.include(ID, UIDS))
        .forEach(
            document ->
                waiting.add(
                    new Waiting(
                        Origin.parse(document.getString(ID)).orElseThrow(), uids(document))));
    return waiting;
  }

  /**
   * A change that was set aside.
   *
   * @param uids scopes that hold its entity, outermost first, the entity last
   * @param revision of the change
   * @param reason machine-readable, why
   */
  public record Aside(List<UUID> uids, long revision, String reason) {
    /** Copies the uids. */
    public Aside {
      uids = List.copyOf(uids);
    }
  }

  /** The newest change of an entity that is parked, from a revision on. */
  public Optional<Aside> aside(UUID entity, long from) {
    return Optional.ofNullable(
            records
                .find(and(eq(UIDS, entity.toString()), gte(REVISION, from)))
                .projection(Projections.include(UIDS, REVISION, REASON))
                .sort(Sorts.descending(REVISION))
                .first())
        .map(document -> new Aside(uids(document), revision(document), document.getString(REASON)));
  }

  /**
   * Drops a record; false when there was none. What the log is told of it stays.
   *
   * @param work the requests are announced to it
   */
  boolean drop(Origin origin, Work work) {
    Bson unmarked = and(parked(origin), Filters.exists(Unsaid.STATEMENTS, false));
    return work.request(millis -> within(millis).deleteOne(unmarked)).getDeletedCount() > 0
        || work.request(millis -> within(millis).updateOne(parked(origin), NO_CONTENT))
                .getModifiedCount()
            > 0;
  }

  /**
   * Gives a record up: what the log is told of it is kept by the write that takes it away; false
   * when there was none.
   *
   * @param work the request is announced to it
   */
  boolean giveUp(Origin origin, Told told, Work work) {
    Bson givenUp =
        Updates.combine(
            Updates.push(Unsaid.STATEMENTS, Unsaid.kept(told)),
            Updates.push(Unsaid.KEYS, told.record().key()),
            NO_CONTENT);
    return work.request(millis -> within(millis).updateOne(parked(origin), givenUp))
            .getModifiedCount()
        > 0;
  }

  /**
   * What the log is told of a record that was given up.
   *
   * @param record the statement, signed
   * @param key key of its digests, kept here alone
   */
  public record Told(SignedRecord record, RequestKey key) {}

  /** Statements that the log may not have yet. */
  public List<SignedRecord> unsaid() {
    return unsaid.all();
  }

  /** The log will have it. */
  public void said(SignedRecord told) {
    unsaid.told(told);
  }

  /** The key of the digests of what the log was told of one, by its source there. */
  public Optional<ActKey> toldKey(String source) {
    return unsaid.key(source);
  }

  /** How many there are. */
  public long count() {
    return records.countDocuments(PARKED);
  }

  /** How many name one of the uids. */
  public long count(Collection<UUID> uids) {
    return records.countDocuments(of(uids));
  }

  /**
   * Deletes all that name one of the uids; returns how many.
   *
   * @param work the request is announced to it
   */
  public long delete(Collection<UUID> uids, Work work) {
    return work.request(millis -> within(millis).deleteMany(of(uids))).getDeletedCount();
  }

  private MongoCollection<Document> within(long millis) {
    return records.withTimeout(millis, TimeUnit.MILLISECONDS);
  }

  private static Bson parked(Origin origin) {
    return and(eq(ID, origin.id()), PARKED);
  }

  private static Bson of(Collection<UUID> uids) {
    return in(UIDS, uids.stream().map(UUID::toString).toList());
  }

  private static List<UUID> uids(Document document) {
    return document.getList(UIDS, String.class).stream().map(UUID::fromString).toList();
  }

  /** What was parked before revisions were kept has none. */
  private static long revision(Document document) {
    return Optional.ofNullable(document.getLong(REVISION)).orElse(0L);
  }

  /** What was parked before it was sealed says no size. */
  private static Payload payload(Document document) {
    byte[] bytes = document.get(PAYLOAD, NOTHING).getData();
    return new Payload(
        bytes,
        document.getInteger(SIZE, bytes.length),
        Optional.ofNullable(document.getString(SEALED_UNDER)).map(UUID::fromString));
  }

  private static ParkedRecord read(Document document) {
    Instant parkedAt = document.getDate(PARKED_AT).toInstant();
    return new ParkedRecord(
        Origin.parse(document.getString(ID)).orElseThrow(),
        document.getString(KEY),
        document.getString(REASON),
        uids(document),
        revision(document),
        payload(document),
        parkedAt);
  }
}
