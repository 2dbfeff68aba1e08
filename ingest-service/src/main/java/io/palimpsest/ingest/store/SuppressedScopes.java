package io.palimpsest.ingest.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.palimpsest.event.ScopeType;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.vault.KeyedDigest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * Remembers, by keyed digest of their ids alone, which names nobody but compliance lets come back.
 * By ids and not by the parent's uid: a parent that comes back does not bring its suppressed
 * children along.
 */
public final class SuppressedScopes {
  private static final String PURPOSE = "suppressed-scope";
  private static final String REQUEST = "request_ref";
  private static final String FORMER = "former";

  private final MongoCollection<Document> collection;
  private final KeyedDigest digest;

  /**
   * @param database database of this service
   * @param digest names the scopes
   */
  public SuppressedScopes(MongoDatabase database, KeyedDigest digest) {
    this.collection = database.getCollection("suppressed_scopes");
    this.digest = digest;
  }

  /**
   * A scope by its names.
   *
   * @param type kind of the scope
   * @param ids public ids, outermost first; an item's profile may be left out
   */
  public record Name(ScopeType type, List<String> ids) {
    /** Copies the ids; items are unique in their organization. */
    public Name {
      ids = type == ScopeType.ITEM ? List.of(ids.getFirst(), ids.getLast()) : List.copyOf(ids);
    }
  }

  /** Which of these names are suppressed. */
  public Set<Name> among(Collection<Name> names) {
    if (names.isEmpty()) {
      return Set.of();
    }
    Map<String, Name> byDigest = new HashMap<>();
    names.forEach(name -> byDigest.put(id(name), name));
    Set<Name> suppressed = new HashSet<>();
    collection
        .find(Filters.and(Filters.in(Fields.ID, byDigest.keySet()), Filters.exists(REQUEST)))
        .forEach(
            mark ->
                Optional.ofNullable(byDigest.get(mark.getString(Fields.ID)))
                    .ifPresent(suppressed::add));
    return suppressed;
  }

  /** Whether one of these names is suppressed. */
  public boolean isAny(Name... names) {
    return !among(List.of(names)).isEmpty();
  }

  /** Reference of the request that suppressed a name, or empty when it is not. */
  public Optional<String> requestRef(Name name) {
    return Optional.ofNullable(collection.find(Filters.eq(Fields.ID, id(name))).first())
        .map(mark -> mark.getString(REQUEST));
  }

  /**
   * Suppresses a name, unless this request's suppression of it was lifted since. Repeating it
   * changes nothing, however late.
   *
   * @param work what is written is announced to it
   */
  public void suppress(Name name, String requestRef, Work work) {
    work.request(
        millis -> {
          upsert(collection.withTimeout(millis, TimeUnit.MILLISECONDS), name, requestRef);
          return true;
        });
  }

  /** Lifts the suppression that a request made. */
  public void lift(Name name, String requestRef) {
    collection.updateOne(
        Filters.and(Filters.eq(Fields.ID, id(name)), Filters.eq(REQUEST, requestRef)),
        Updates.combine(Updates.unset(REQUEST), Updates.addToSet(FORMER, requestRef)));
  }

  private void upsert(MongoCollection<Document> marks, Name name, String requestRef) {
    try {
      marks.updateOne(
          Filters.and(
              Filters.eq(Fields.ID, id(name)),
              Filters.exists(REQUEST, false),
              Filters.ne(FORMER, requestRef)),
          Updates.set(REQUEST, requestRef),
          new UpdateOptions().upsert(true));
    } catch (MongoWriteException known) {
      if (known.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw known;
      }
    }
  }

  private String id(Name name) {
    return digest.hex(PURPOSE, name.type().name() + "/" + String.join("/", name.ids()));
  }
}
