package io.palimpsest.erasure.document;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.palimpsest.erasure.export.Attempt;
import io.palimpsest.erasure.export.BundleStore;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/** Notes in one collection, pieces in another: no bundle is ever in memory whole. */
final class MongoBundles implements BundleStore {
  private static final String ID = "_id";
  private static final String REQUEST = "request";
  private static final String STATE = "state";
  private static final String WRITING = "writing";
  private static final String COMPLETE = "complete";
  private static final String DESTROYED = "destroyed";
  private static final String LINK = "link";
  private static final String LINK_UNTIL = "link_until";
  private static final String EXPIRES = "expires_at";
  private static final String SCOPES = "scopes";
  private static final String KEY = "sealed_key";
  private static final String WAS_COMPLETE = "was_complete";
  private static final String REASON = "reason";
  private static final String TOLD = "told";
  private static final String DESTROYED_AT = "destroyed_at";
  private static final String OF = "files_id";
  private static final String NUMBER = "n";
  private static final String DATA = "data";

  /** Pieces of one answer of the store. */
  private static final int PAGE = 4;

  private final MongoCollection<Document> notes;
  private final MongoCollection<Document> pieces;

  /**
   * @param database whose calls have a timeout: of a bundle that is read each answer has it
   */
  MongoBundles(MongoDatabase database) {
    MongoDatabase durable = database.withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    this.notes = durable.getCollection("exports.files");
    this.pieces = durable.getCollection("exports.chunks");
    pieces.createIndex(Indexes.ascending(OF, NUMBER), new IndexOptions().unique(true));
    notes.createIndex(Indexes.ascending(SCOPES));
    // Bundles of before were kept plain and had no notes: their pieces are strays now.
    notes.deleteMany(exists(STATE, false));
  }

  @Override
  public void begin(Attempt attempt, Duration within) {
    in(within, notes)
        .insertOne(
            new Document(ID, attempt.id().toString())
                .append(REQUEST, attempt.request().toString())
                .append(STATE, WRITING)
                .append(SCOPES, attempt.scopes().stream().map(UUID::toString).toList())
                .append(EXPIRES, Date.from(attempt.expires())));
  }

  @Override
  public boolean seal(UUID attempt, byte[] sealedKey, Duration within) {
    return in(within, notes)
            .updateOne(
                and(id(attempt), eq(STATE, WRITING)), Updates.set(KEY, new Binary(sealedKey)))
            .getMatchedCount()
        == 1;
  }

  @Override
  public boolean isOpen(UUID attempt) {
    return notes.find(and(id(attempt), eq(STATE, WRITING))).first() != null;
  }

  @Override
  public void piece(UUID attempt, int number, byte[] bytes, Duration within) {
    in(within, pieces)
        .insertOne(
            new Document(OF, attempt.toString())
                .append(NUMBER, number)
                .append(DATA, new Binary(bytes)));
  }

  @Override
  public boolean complete(UUID attempt, Instant expires, Duration within) {
    return in(within, notes)
            .updateOne(
                and(id(attempt), eq(STATE, WRITING)),
                Updates.combine(
                    Updates.set(STATE, COMPLETE), Updates.set(EXPIRES, Date.from(expires))))
            .getMatchedCount()
        == 1;
  }

  @Override
  public Optional<byte[]> sealedKey(UUID attempt) {
    return Optional.ofNullable(notes.find(and(id(attempt), ne(STATE, DESTROYED))).first())
        .map(note -> note.get(KEY, Binary.class))
        .map(Binary::getData);
  }

  @Override
  public InputStream read(UUID attempt) {
    return new PieceInput(
        pieces
            .find(eq(OF, attempt.toString()))
            .sort(Sorts.ascending(NUMBER))
            .batchSize(PAGE)
            .timeoutMode(TimeoutMode.ITERATION)
            .map(piece -> piece.get(DATA, Binary.class).getData())
            .iterator());
  }

  @Override
  public boolean link(UUID request, String tokenDigest, Instant until) {
    return notes
            .updateOne(
                and(eq(REQUEST, request.toString()), eq(STATE, COMPLETE)),
                Updates.combine(
                    Updates.set(LINK, tokenDigest), Updates.set(LINK_UNTIL, Date.from(until))))
            .getMatchedCount()
        == 1;
  }

  @Override
  public Optional<UUID> use(String tokenDigest, Instant now) {
    Bson open = and(eq(LINK, tokenDigest), gt(LINK_UNTIL, Date.from(now)), eq(STATE, COMPLETE));
    return Optional.ofNullable(notes.findOneAndUpdate(open, Updates.unset(LINK)))
        .map(note -> UUID.fromString(note.getString(ID)));
  }

  @Override
  public void destroy(UUID attempt, String reason, Instant now) {
    Bson marked =
        Updates.combine(
            Updates.set(STATE, DESTROYED),
            Updates.set(REASON, reason),
            Updates.set(DESTROYED_AT, Date.from(now)),
            Updates.unset(LINK),
            Updates.unset(KEY));
    notes.updateOne(
        and(id(attempt), eq(STATE, COMPLETE)),
        Updates.combine(marked, Updates.set(WAS_COMPLETE, true), Updates.set(TOLD, false)));
    notes.updateOne(and(id(attempt), ne(STATE, DESTROYED)), marked);
    pieces.deleteMany(eq(OF, attempt.toString()));
  }

  @Override
  public void told(UUID attempt) {
    notes.updateOne(id(attempt), Updates.set(TOLD, true));
  }

  @Override
  public void forget(UUID attempt) {
    pieces.deleteMany(eq(OF, attempt.toString()));
    notes.deleteOne(and(id(attempt), eq(STATE, DESTROYED)));
  }

  @Override
  public List<Note> live(UUID request) {
    return notes(and(eq(REQUEST, request.toString()), ne(STATE, DESTROYED)), 0);
  }

  @Override
  public List<Note> liveUnder(UUID scope) {
    return notes(and(eq(SCOPES, scope.toString()), ne(STATE, DESTROYED)), 0);
  }

  @Override
  public List<Note> expired(Instant now, int limit) {
    return notes(and(lte(EXPIRES, Date.from(now)), ne(STATE, DESTROYED)), limit);
  }

  @Override
  public List<Note> destroyed(Instant before, int limit) {
    return notes(
        and(eq(STATE, DESTROYED), or(lt(DESTROYED_AT, Date.from(before)), eq(TOLD, false))), limit);
  }

  @Override
  public Optional<Note> find(UUID attempt) {
    return notes(id(attempt), 1).stream().findFirst();
  }

  /** A note is there before the first piece and goes after the last one. */
  @Override
  public List<String> removeStrays() {
    List<String> ids = pieces.distinct(OF, String.class).into(new ArrayList<>());
    List<String> strays =
        ids.stream().filter(id -> notes.find(eq(ID, id)).first() == null).toList();
    strays.forEach(id -> pieces.deleteMany(eq(OF, id)));
    return strays;
  }

  private List<Note> notes(Bson filter, int limit) {
    return notes
        .find(filter)
        .projection(Projections.exclude(KEY))
        .limit(limit)
        .map(MongoBundles::note)
        .into(new ArrayList<>());
  }

  private static Note note(Document document) {
    return new Note(
        UUID.fromString(document.getString(ID)),
        UUID.fromString(document.getString(REQUEST)),
        COMPLETE.equals(document.getString(STATE))
            || Boolean.TRUE.equals(document.getBoolean(WAS_COMPLETE)),
        Optional.ofNullable(document.getString(REASON)),
        !Boolean.FALSE.equals(document.getBoolean(TOLD)));
  }

  private static MongoCollection<Document> in(
      Duration within, MongoCollection<Document> collection) {
    return collection.withTimeout(Math.max(1, within.toMillis()), TimeUnit.MILLISECONDS);
  }

  private static Bson id(UUID attempt) {
    return eq(ID, attempt.toString());
  }
}
