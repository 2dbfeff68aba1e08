package io.palimpsest.ingest.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.vault.KeyedDigest;
import io.palimpsest.topic.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Remembers, by keyed digest alone, which scopes were erased: such a scope is admitted again only
 * by an explicit act, which leaves behind how far the inbox topics went then. Which admissions of
 * it had come to an end by then is remembered, too, so that nobody who is late takes the name for
 * that of the erased one.
 */
public final class ErasedScopes {
  private static final String PURPOSE = "erased-scope";
  private static final String REQUEST = "request_ref";
  private static final String UID = "uid";
  private static final String FORMER = "former";
  private static final String ENDS = "inbox_ends";
  private static final String TOPIC = "topic";
  private static final String PARTITION = "partition";
  private static final String OFFSET = "offset";

  private final InboxTopics topics;
  private final MongoCollection<Document> collection;
  private final KeyedDigest digest;

  /**
   * @param database database of this service
   * @param digest names the scopes
   * @param topics tells offsets of topics of one name apart
   */
  public ErasedScopes(MongoDatabase database, KeyedDigest digest, InboxTopics topics) {
    this.topics = topics;
    this.collection = database.getCollection("erased_scopes");
    this.digest = digest;
  }

  /** Which of these keys belong to erased scopes. */
  public Set<String> among(ScopeType type, Collection<String> keys) {
    if (keys.isEmpty()) {
      return Set.of();
    }
    Map<String, String> keysByDigest = new HashMap<>();
    keys.forEach(key -> keysByDigest.put(name(type, key), key));
    Set<String> erased = new HashSet<>();
    collection
        .find(Filters.and(Filters.in(Fields.ID, keysByDigest.keySet()), Filters.exists(REQUEST)))
        .forEach(mark -> erased.add(keysByDigest.getOrDefault(mark.getString(Fields.ID), "")));
    return erased;
  }

  /**
   * Remembers a scope as erased, unless the name was given back since. Repeating it changes
   * nothing, however late.
   *
   * @param uid the admission that is erased
   * @param work what is written is announced to it
   */
  public void remember(ScopeType type, String key, UUID uid, String requestRef, Work work) {
    if (!work.request(millis -> insert(within(millis), type, key, uid, requestRef))) {
      work.request(millis -> renew(within(millis), type, key, uid, requestRef));
    }
  }

  /** Whether the name was given back after this admission of it was erased. */
  public boolean isBack(ScopeType type, String key, UUID uid) {
    return collection
            .find(
                Filters.and(
                    Filters.eq(Fields.ID, name(type, key)), Filters.eq(FORMER, uid.toString())))
            .first()
        != null;
  }

  /** Reference of the request that erased a scope, or empty when none is remembered. */
  public Optional<String> requestRef(ScopeType type, String key) {
    return Optional.ofNullable(collection.find(Filters.eq(Fields.ID, name(type, key))).first())
        .map(mark -> mark.getString(REQUEST));
  }

  /**
   * Allows the scope to be admitted again. What lies below the ends was submitted to the erased
   * scope, however late it is read. Does nothing when the name was given back, or taken by another
   * erasure, since.
   *
   * @param requestRef the erasure that gave leave
   * @param ends how far the inbox topics went then
   */
  public void readmit(ScopeType type, String key, String requestRef, List<InboxEnd> ends) {
    Bson erased =
        Filters.and(Filters.eq(Fields.ID, name(type, key)), Filters.eq(REQUEST, requestRef));
    Document mark = collection.find(erased).first();
    if (mark != null) {
      collection.updateOne(
          erased,
          Updates.combine(
              Updates.unset(REQUEST),
              Updates.unset(UID),
              Updates.addToSet(FORMER, mark.getString(UID)),
              Updates.set(ENDS, ends.stream().map(this::document).toList())));
    }
  }

  private boolean insert(
      MongoCollection<Document> marks, ScopeType type, String key, UUID uid, String requestRef) {
    try {
      marks.insertOne(
          new Document(Fields.ID, name(type, key))
              .append(REQUEST, requestRef)
              .append(UID, uid.toString()));
      return true;
    } catch (MongoWriteException known) {
      if (known.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw known;
      }
      return false;
    }
  }

  /** A later admission of the name is erased; nothing where the name is remembered already. */
  private boolean renew(
      MongoCollection<Document> marks, ScopeType type, String key, UUID uid, String requestRef) {
    Bson free =
        Filters.and(
            Filters.eq(Fields.ID, name(type, key)),
            Filters.exists(REQUEST, false),
            Filters.ne(FORMER, uid.toString()));
    Bson taken =
        Updates.combine(Updates.set(REQUEST, requestRef), Updates.set(UID, uid.toString()));
    return marks.updateOne(free, taken).getMatchedCount() > 0;
  }

  private MongoCollection<Document> within(long millis) {
    return collection.withTimeout(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * The readmissions that records of an inbox topic are older than.
   *
   * @param lowest the lowest offset of the records in each partition
   */
  public Readmitted readmitted(Topic inbox, Map<Integer, Long> lowest) {
    if (lowest.isEmpty()) {
      return new Readmitted(Map.of(), this::name);
    }
    List<Bson> older =
        lowest.entrySet().stream()
            .map(
                partition ->
                    Filters.elemMatch(
                        ENDS,
                        Filters.and(
                            Filters.eq(TOPIC, inbox.topicName()),
                            Filters.eq(PARTITION, partition.getKey()),
                            Filters.gt(OFFSET, partition.getValue()))))
            .toList();
    Map<String, List<InboxEnd>> found = new HashMap<>();
    collection
        .find(Filters.or(older))
        .forEach(mark -> found.put(mark.getString(Fields.ID), ends(mark, inbox)));
    return new Readmitted(found, this::name);
  }

  /** Creates the index that is missing. */
  public void ensureIndexes() {
    collection.createIndex(
        Indexes.ascending(ENDS + "." + TOPIC, ENDS + "." + PARTITION, ENDS + "." + OFFSET),
        new IndexOptions().sparse(true));
  }

  private Document document(InboxEnd end) {
    return new Document(TOPIC, end.topic())
        .append(PARTITION, end.partition())
        .append(OFFSET, topics.base(end.topic()) + end.offset());
  }

  private static List<InboxEnd> ends(Document mark, Topic inbox) {
    return mark.getList(ENDS, Document.class).stream()
        .map(
            end ->
                new InboxEnd(end.getString(TOPIC), end.getInteger(PARTITION), end.getLong(OFFSET)))
        .filter(end -> end.topic().equals(inbox.topicName()))
        .toList();
  }

  private String name(ScopeType type, String key) {
    return digest.hex(PURPOSE, type.name() + "/" + key);
  }
}
