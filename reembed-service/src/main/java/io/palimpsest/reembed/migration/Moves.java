package io.palimpsest.reembed.migration;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.palimpsest.fencing.Work;
import io.palimpsest.reembed.migration.MoveState.Copied;
import io.palimpsest.reembed.migration.MoveState.Parity;
import io.palimpsest.reembed.migration.MoveState.Verified;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The moves that were agreed to, one document for each legacy namespace. They hold names of scopes
 * and lead to what is left of them: who is erased has them deleted last. Calls block and throw what
 * the driver throws. Thread-safe.
 */
final class Moves {
  private final MongoCollection<Document> moves;

  /**
   * @param database the service's own
   */
  Moves(MongoDatabase database) {
    this(database.getCollection("legacy_moves"));
  }

  private Moves(MongoCollection<Document> moves) {
    this.moves = moves;
    moves.createIndex(Indexes.ascending(MoveDocuments.UIDS));
    moves.createIndex(Indexes.ascending(MoveDocuments.PLAN));
  }

  /** Moves that are rehearsed: nobody who reads goes by them. */
  static Moves rehearsals(MongoDatabase database) {
    return new Moves(database.getCollection("legacy_rehearsals"));
  }

  /** Keeps a move that is not there yet; one that is goes on as it is. */
  void begin(MoveState state, Work work) {
    if (find(state.move().namespace()).isEmpty()) {
      work.request(
          millis ->
              within(millis)
                  .replaceOne(
                      eq(MoveDocuments.ID, state.move().namespace()),
                      MoveDocuments.of(state),
                      new ReplaceOptions().upsert(true)));
    }
  }

  Optional<MoveState> find(String namespace) {
    return Optional.ofNullable(moves.find(eq(MoveDocuments.ID, namespace)).first())
        .map(MoveDocuments::read);
  }

  /** All of them, by name. */
  List<MoveState> all() {
    return read(new Document());
  }

  /** Those of a plan, by name. */
  List<MoveState> of(String plan) {
    return read(eq(MoveDocuments.PLAN, plan));
  }

  /** Those that have one of the uids on their path. */
  List<MoveState> of(Collection<UUID> uids) {
    return read(in(MoveDocuments.UIDS, uids.stream().map(UUID::toString).toList()));
  }

  /**
   * Keeps how far a copy is; what was verified before says nothing any more. False when somebody
   * else has moved it.
   */
  boolean copied(MoveState before, Copied after, Work work) {
    Bson unmoved =
        and(
            eq(MoveDocuments.ID, before.move().namespace()),
            eq(MoveDocuments.COPIED, MoveDocuments.of(before.copied())));
    return work.request(
                millis ->
                    within(millis)
                        .updateOne(
                            unmoved,
                            Updates.combine(
                                Updates.set(MoveDocuments.COPIED, MoveDocuments.of(after)),
                                Updates.unset(MoveDocuments.VERIFIED),
                                Updates.unset(MoveDocuments.PARITY))))
            .getMatchedCount()
        > 0;
  }

  void verified(String namespace, Verified verified, Work work) {
    set(namespace, Updates.set(MoveDocuments.VERIFIED, MoveDocuments.of(verified)), work);
  }

  void parity(String namespace, Parity parity, Work work) {
    set(namespace, Updates.set(MoveDocuments.PARITY, MoveDocuments.of(parity)), work);
  }

  void readShare(String namespace, int percent, Work work) {
    set(namespace, Updates.set(MoveDocuments.READ_SHARE, percent), work);
  }

  /** Forgets a move. */
  void forget(String namespace, Work work) {
    work.request(millis -> within(millis).deleteOne(eq(MoveDocuments.ID, namespace)));
  }

  private void set(String namespace, Bson update, Work work) {
    work.request(millis -> within(millis).updateOne(eq(MoveDocuments.ID, namespace), update));
  }

  private List<MoveState> read(Bson filter) {
    List<MoveState> found = new ArrayList<>();
    moves
        .find(filter)
        .sort(Sorts.ascending(MoveDocuments.ID))
        .forEach(document -> found.add(MoveDocuments.read(document)));
    return found;
  }

  private MongoCollection<Document> within(long millis) {
    return moves.withTimeout(millis, TimeUnit.MILLISECONDS);
  }
}
