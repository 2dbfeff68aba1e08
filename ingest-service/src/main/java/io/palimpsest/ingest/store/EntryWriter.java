package io.palimpsest.ingest.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.entry.Head;
import io.palimpsest.ingest.entry.Pending;
import io.palimpsest.ingest.vault.Vault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Applies compare-and-sets in bulk. One lost never fails its neighbours. */
final class EntryWriter<S> {
  private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

  private static final Vault.Sealer NO_SEAL = (owner, what, plain) -> Optional.empty();

  private final MongoCollection<Document> collection;
  private final StateForm<S> states;

  EntryWriter(MongoCollection<Document> collection, StateForm<S> states) {
    this.collection = collection;
    this.states = states;
  }

  Set<String> apply(List<StoredWrite<S>> writes, Vault.Sealer sealer, Work work) {
    Set<String> won = new HashSet<>();
    won.addAll(
        insert(
            writes.stream().filter(write -> write.expectedVersion() == 0).toList(), sealer, work));
    won.addAll(
        update(
            writes.stream().filter(write -> write.expectedVersion() > 0).toList(), sealer, work));
    return won;
  }

  private Set<String> insert(List<StoredWrite<S>> writes, Vault.Sealer sealer, Work work) {
    if (writes.isEmpty()) {
      return Set.of();
    }
    String token = UUID.randomUUID().toString();
    List<Document> documents =
        writes.stream().map(write -> WriteModels.insertion(states, write, token, sealer)).toList();
    return work.request(
        millis -> {
          Set<String> won = keys(writes);
          try {
            within(millis).insertMany(documents, new InsertManyOptions().ordered(false));
          } catch (MongoBulkWriteException some) {
            some.getWriteErrors().forEach(error -> won.remove(loser(writes, error, some)));
          }
          return won;
        });
  }

  private MongoCollection<Document> within(long millis) {
    return collection.withTimeout(millis, TimeUnit.MILLISECONDS);
  }

  private static <S> String loser(
      List<StoredWrite<S>> writes, BulkWriteError error, MongoBulkWriteException cause) {
    if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
      throw cause;
    }
    return writes.get(error.getIndex()).head().key();
  }

  private Set<String> update(List<StoredWrite<S>> writes, Vault.Sealer sealer, Work work) {
    if (writes.isEmpty()) {
      return Set.of();
    }
    String token = UUID.randomUUID().toString();
    List<WriteModel<Document>> updates =
        writes.stream().map(write -> WriteModels.update(states, write, token, sealer)).toList();
    int matched =
        work.request(millis -> within(millis).bulkWrite(updates, UNORDERED)).getMatchedCount();
    return matched == writes.size() ? keys(writes) : winners(keys(writes), token);
  }

  /** Entries of the same revision and version, as those of a bulk are, share one update. */
  Set<String> announced(Collection<Head> heads, Work work) {
    String token = UUID.randomUUID().toString();
    Map<Stand, List<String>> alike = new HashMap<>();
    heads.forEach(
        head -> alike.computeIfAbsent(Stand.of(head), s -> new ArrayList<>()).add(head.key()));
    List<UpdateManyModel<Document>> updates = new ArrayList<>();
    alike.forEach((stand, keys) -> updates.add(WriteModels.announced(stand, keys, token)));
    Set<String> keys = new HashSet<>();
    heads.forEach(head -> keys.add(head.key()));
    int matched =
        work.request(millis -> within(millis).bulkWrite(updates, UNORDERED)).getMatchedCount();
    return matched == keys.size() ? keys : winners(keys, token);
  }

  /**
   * Where an entry stands.
   *
   * @param version of its document
   * @param revision of its state
   */
  record Stand(long version, long revision) {
    static Stand of(Head head) {
      return new Stand(head.version(), head.revision());
    }
  }

  /** Sets or takes away the mark of what is about to be closed. */
  boolean mark(String key, long version, boolean closing, Work work) {
    Bson unmoved = Filters.and(Filters.eq(Fields.ID, key), Filters.eq(Fields.VERSION, version));
    Bson mark = closing ? Updates.set(Fields.CLOSING, true) : Updates.unset(Fields.CLOSING);
    return work.request(
                millis ->
                    within(millis)
                        .updateOne(unmoved, Updates.combine(mark, Updates.inc(Fields.VERSION, 1L))))
            .getMatchedCount()
        == 1;
  }

  void takeBack(Collection<Head> untold, Supplier<Pending> news, Work work) {
    List<WriteModel<Document>> writes = new ArrayList<>();
    for (Head head : untold) {
      Bson unmoved =
          Filters.and(
              Filters.eq(Fields.ID, head.key()), Filters.eq(Fields.VERSION, head.version()));
      writes.add(
          head.acknowledged()
              ? WriteModels.update(states, takenBack(head, news.get()), "", NO_SEAL)
              : new DeleteOneModel<>(unmoved));
    }
    work.request(millis -> within(millis).bulkWrite(writes, UNORDERED));
  }

  private static <S> StoredWrite<S> takenBack(Head head, Pending news) {
    return new StoredWrite<>(
        head.takenBack(news), head.version(), new StoredWrite.StateUpdate.Drop<>());
  }

  private Set<String> winners(Set<String> keys, String token) {
    Set<String> won = new HashSet<>();
    collection
        .find(Filters.in(Fields.ID, keys))
        .projection(Projections.include(Fields.WRITE))
        .forEach(
            document -> {
              if (token.equals(document.getString(Fields.WRITE))) {
                won.add(document.getString(Fields.ID));
              }
            });
    return won;
  }

  private static <S> Set<String> keys(List<StoredWrite<S>> writes) {
    Set<String> keys = new HashSet<>();
    writes.forEach(write -> keys.add(write.head().key()));
    return keys;
  }
}
