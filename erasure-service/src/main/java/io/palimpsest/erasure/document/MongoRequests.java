package io.palimpsest.erasure.document;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import io.palimpsest.erasure.model.ErasureRequest;
import io.palimpsest.erasure.model.Requests;
import io.palimpsest.erasure.model.Shelf;
import io.palimpsest.erasure.restore.RestorableRequests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Requests in one collection. What queries need lies beside the body and changes with it. */
final class MongoRequests implements Requests, RestorableRequests {
  private static final int DUPLICATE_KEY = 11_000;

  private final MongoCollection<Document> collection;
  private final StatementSigner signer;
  private final RequestDocuments documents = new RequestDocuments();

  MongoRequests(MongoCollection<Document> collection, StatementSigner signer) {
    this.collection = collection;
    this.signer = signer;
    RequestDocuments.indexes(collection);
  }

  @Override
  public boolean insert(ErasureRequest request) {
    try {
      collection.insertOne(documents.document(signer.signed(request), request.createdAt()));
      return true;
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<ErasureRequest> find(UUID id) {
    return first(eq("_id", id.toString()));
  }

  @Override
  public Optional<ErasureRequest> findByRef(String ref) {
    return first(eq("ref", ref));
  }

  @Override
  public Optional<ErasureRequest> replace(ErasureRequest next, @Nullable Instant lookAt) {
    ErasureRequest raised = signer.signed(next.raised());
    Bson expected = and(eq("_id", next.id().toString()), eq("version", next.version()));
    try {
      long matched =
          collection.replaceOne(expected, documents.document(raised, lookAt)).getMatchedCount();
      return matched == 1 ? Optional.of(raised) : Optional.empty();
    } catch (MongoWriteException e) {
      if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
        return Optional.empty();
      }
      throw e;
    } catch (MongoCommandException e) {
      if (e.getErrorCode() == DUPLICATE_KEY) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void sleep(UUID id, long version, @Nullable Instant at) {
    Instant next = at == null ? RequestDocuments.NEVER : at;
    collection.updateOne(
        and(eq("_id", id.toString()), eq("version", version)), set("next_at", Date.from(next)));
  }

  @Override
  public void wake(UUID id, Instant now) {
    collection.updateOne(eq("_id", id.toString()), set("next_at", Date.from(now)));
  }

  @Override
  public boolean claim(UUID id, Instant now, Instant until) {
    Bson due = and(eq("_id", id.toString()), lte("next_at", Date.from(now)));
    return collection.updateOne(due, set("next_at", Date.from(until))).getModifiedCount() == 1;
  }

  @Override
  public List<UUID> due(Instant now, int limit) {
    return ids(lte("next_at", Date.from(now)), limit);
  }

  @Override
  public List<UUID> dueBefore(Instant time, int limit) {
    return ids(and(eq("open", true), lt("due_at", Date.from(time))), limit);
  }

  @Override
  public List<UUID> underWay(int limit) {
    return ids(and(eq("open", true), eq("covers", true)), limit);
  }

  @Override
  public Optional<ErasureRequest> covering(UUID except, List<UUID> pathUids) {
    return first(
        and(eq("covers", true), in("scope_uid", strings(pathUids)), ne("_id", except.toString())));
  }

  @Override
  public List<UUID> previewsOf(List<UUID> uids) {
    return ids(in("preview_of", strings(uids)), 0);
  }

  @Override
  public List<UUID> attachedTo(UUID id) {
    return ids(and(eq("open", true), eq("attached_to", id.toString())), 0);
  }

  @Override
  public List<UUID> touching(List<UUID> pathUids) {
    Bson above = in("scope_uid", strings(pathUids));
    Bson below = eq("path_uids", pathUids.getLast().toString());
    return ids(and(eq("open", true), or(above, below)), 0);
  }

  @Override
  public Optional<Instant> deletesUntil(List<UUID> pathUids) {
    Bson above = in("scope_uid", strings(pathUids));
    Bson below = eq("path_uids", pathUids.getLast().toString());
    Document last =
        collection
            .find(and(exists("deletes_until"), or(above, below)))
            .projection(Projections.include("deletes_until"))
            .sort(descending("deletes_until"))
            .first();
    return Optional.ofNullable(last).map(found -> found.getDate("deletes_until").toInstant());
  }

  @Override
  public List<ErasureRequest> list(Set<String> tenants, @Nullable UUID before, int limit) {
    return page(new ArrayList<>(), false, tenants, before, limit);
  }

  @Override
  public List<ErasureRequest> on(
      Shelf shelf, Set<String> tenants, @Nullable UUID after, int limit) {
    return page(
        new ArrayList<>(RequestDocuments.on(shelf)), shelf.byDeadline(), tenants, after, limit);
  }

  @Override
  public List<ErasureRequest> referenced(String externalReference, Set<String> tenants, int limit) {
    Bson named = eq(RequestDocuments.REFERENCE, externalReference);
    return page(new ArrayList<>(List.of(named)), false, tenants, null, limit);
  }

  private List<ErasureRequest> page(
      List<Bson> filters,
      boolean byDeadline,
      Set<String> tenants,
      @Nullable UUID after,
      int limit) {
    if (!tenants.isEmpty()) {
      filters.add(in("tenant", tenants));
    }
    if (after != null) {
      find(after).ifPresent(request -> filters.add(byDeadline ? later(request) : older(request)));
    }
    return collection
        .find(filters.isEmpty() ? new Document() : and(filters))
        .sort(byDeadline ? ascending("due_at", "_id") : descending("created_at", "_id"))
        .limit(limit)
        .map(documents::request)
        .into(new ArrayList<>());
  }

  @Override
  public List<Brief> briefs() {
    return collection
        .find()
        .projection(Projections.include("ref", "version"))
        .map(MongoRequests::brief)
        .into(new ArrayList<>());
  }

  private static Brief brief(Document document) {
    return new Brief(
        UUID.fromString(document.getString("_id")),
        document.getString("ref"),
        document.get("version", Number.class).longValue());
  }

  @Override
  public boolean put(ErasureRequest next, OptionalLong compared, Instant lookAt) {
    ErasureRequest raised = next.raised();
    if (compared.isEmpty()) {
      return insert(raised);
    }
    Bson expected = and(eq("_id", next.id().toString()), eq("version", compared.getAsLong()));
    return collection.replaceOne(expected, documents.document(raised, lookAt)).getMatchedCount()
        == 1;
  }

  @Override
  public void rest(UUID id) {
    wake(id, RequestDocuments.NEVER);
  }

  private static Bson later(ErasureRequest request) {
    Date at = Date.from(request.dueAt());
    return or(gt("due_at", at), and(eq("due_at", at), gt("_id", request.id().toString())));
  }

  private static Bson older(ErasureRequest request) {
    Date at = Date.from(request.createdAt());
    return or(lt("created_at", at), and(eq("created_at", at), lt("_id", request.id().toString())));
  }

  private Optional<ErasureRequest> first(Bson filter) {
    return Optional.ofNullable(collection.find(filter).first()).map(documents::request);
  }

  private List<UUID> ids(Bson filter, int limit) {
    List<UUID> ids = new ArrayList<>();
    collection
        .find(filter)
        .projection(Projections.include("_id"))
        .sort(ascending("due_at", "_id"))
        .limit(limit)
        .map(document -> UUID.fromString(document.getString("_id")))
        .into(ids);
    return ids;
  }

  private static List<String> strings(List<UUID> uids) {
    return uids.stream().map(UUID::toString).toList();
  }
}
