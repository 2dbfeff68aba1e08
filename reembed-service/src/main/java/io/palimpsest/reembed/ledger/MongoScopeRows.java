package io.palimpsest.reembed.ledger;

import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.limit;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Aggregates.sort;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.regex;

import com.mongodb.MongoException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Sorts;
import io.palimpsest.fencing.Work;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Rows by the uids on their paths. */
final class MongoScopeRows implements ScopeRows {
  private static final Comparator<Location> BY_NAME =
      Comparator.comparing(Location::target).thenComparing(Location::namespace);
  private static final String SIZE = "size";
  private final MongoCollection<Document> rows;
  private final AdoptedVectors adopted;

  MongoScopeRows(MongoCollection<Document> rows, AdoptedVectors adopted) {
    this.rows = rows;
    this.adopted = adopted;
  }

  @Override
  public long count(Collection<UUID> uids) {
    return asked(() -> rows.countDocuments(having(uids)));
  }

  @Override
  public long delete(Collection<UUID> uids, Work work) {
    return asked(
        () -> work.request(millis -> within(millis).deleteMany(having(uids))).getDeletedCount());
  }

  @Override
  public long size(UUID uid, String target) {
    List<Bson> stages =
        List.of(
            match(
                and(
                    having(List.of(uid)),
                    eq(RowDocuments.TARGET, target),
                    eq(RowDocuments.DELETED, false))),
            group(null, Accumulators.sum(SIZE, new Document("$size", "$" + RowDocuments.CHUNKS))));
    Document sum = asked(() -> rows.aggregate(stages).first());
    long named = sum == null ? 0 : sum.get(SIZE, Number.class).longValue();
    return named + adopted.size(uid, target);
  }

  @Override
  public Map<String, Set<String>> vectors(Collection<UUID> uids) {
    return asked(
        () -> {
          Map<String, Set<String>> ids = new HashMap<>();
          for (Document document : all(having(uids))) {
            LedgerRow row = RowDocuments.read(document);
            Set<String> known =
                ids.computeIfAbsent(row.rendering().namespace(), name -> new HashSet<>());
            known.addAll(row.ids());
            known.addAll(row.unsure());
          }
          return ids;
        });
  }

  @Override
  public List<Location> places(UUID uid, Optional<Location> after, int limit) {
    List<Bson> stages = new ArrayList<>();
    stages.add(match(having(List.of(uid))));
    stages.add(
        group(
            new Document(RowDocuments.TARGET, "$" + RowDocuments.TARGET)
                .append(RowDocuments.NAMESPACE, "$" + RowDocuments.NAMESPACE)));
    after.ifPresent(place -> stages.add(match(gt(RowDocuments.ID, key(place)))));
    stages.add(sort(Sorts.ascending(RowDocuments.ID)));
    stages.add(limit(limit));
    Set<Location> found =
        asked(
            () ->
                rows.aggregate(stages)
                    .map(group -> place(group.get(RowDocuments.ID, Document.class)))
                    .into(new TreeSet<>(BY_NAME)));
    adopted.places(uid).stream()
        .filter(place -> after.isEmpty() || BY_NAME.compare(place, after.get()) > 0)
        .forEach(found::add);
    return found.stream().limit(limit).toList();
  }

  private static Document key(Location place) {
    return new Document(RowDocuments.TARGET, place.target())
        .append(RowDocuments.NAMESPACE, place.namespace());
  }

  private static Location place(Document key) {
    return new Location(key.getString(RowDocuments.TARGET), key.getString(RowDocuments.NAMESPACE));
  }

  @Override
  public Optional<LedgerRow> stranger(Collection<String> namespaces, Collection<UUID> uids) {
    Bson others =
        and(
            in(RowDocuments.NAMESPACE, namespaces),
            eq(RowDocuments.DELETED, false),
            nin(RowDocuments.UIDS, texts(uids)));
    return asked(() -> Optional.ofNullable(rows.find(others).first()).map(RowDocuments::read));
  }

  @Override
  public List<LedgerRow> of(UUID entity) {
    return asked(
        () -> {
          List<LedgerRow> found = new ArrayList<>();
          rows.find(regex(RowDocuments.ID, "^" + entity + "@"))
              .forEach(document -> found.add(RowDocuments.read(document)));
          return found;
        });
  }

  @Override
  public List<LedgerRow> page(String target, String namespace, Optional<RowKey> after, int size) {
    List<Bson> conditions = new ArrayList<>();
    conditions.add(eq(RowDocuments.TARGET, target));
    conditions.add(eq(RowDocuments.NAMESPACE, namespace));
    after.ifPresent(key -> conditions.add(gt(RowDocuments.ID, RowDocuments.id(key))));
    return asked(
        () -> {
          List<LedgerRow> page = new ArrayList<>();
          rows.find(and(conditions))
              .sort(Sorts.ascending(RowDocuments.ID))
              .limit(size)
              .forEach(document -> page.add(RowDocuments.read(document)));
          return page;
        });
  }

  @Override
  public Map<String, LedgerRow> owners(
      String target, String namespace, Collection<String> entities) {
    List<String> slots =
        entities.stream().map(entity -> RowDocuments.slot(target, namespace, entity)).toList();
    return asked(
        () -> {
          Map<String, LedgerRow> owners = new HashMap<>();
          for (Document document : rows.find(in(RowDocuments.SLOT, slots))) {
            LedgerRow row = RowDocuments.read(document);
            owners.put(row.entity().id(), row);
          }
          return owners;
        });
  }

  @Override
  public Set<String> adopted(String target, String namespace, Collection<String> ids) {
    return adopted.known(new Location(target, namespace), ids);
  }

  @Override
  public boolean drop(LedgerRow row, Work work) {
    Bson unmoved =
        and(
            eq(RowDocuments.ID, RowDocuments.id(row.key())),
            eq(RowDocuments.VERSION, row.version()));
    return asked(
        () -> work.request(millis -> within(millis).deleteOne(unmoved)).getDeletedCount() > 0);
  }

  @Override
  public void each(String target, String namespace, Consumer<LedgerRow> row) {
    asked(
        () -> {
          all(and(eq(RowDocuments.TARGET, target), eq(RowDocuments.NAMESPACE, namespace)))
              .forEach(document -> row.accept(RowDocuments.read(document)));
          return true;
        });
  }

  /** Of any number: each step of the cursor has the time of a call, not all of them together. */
  private FindIterable<Document> all(Bson filter) {
    FindIterable<Document> found = rows.find(filter);
    return rows.getTimeout(TimeUnit.MILLISECONDS) == null
        ? found
        : found.timeoutMode(TimeoutMode.ITERATION);
  }

  private MongoCollection<Document> within(long millis) {
    return rows.withTimeout(millis, TimeUnit.MILLISECONDS);
  }

  private static Bson having(Collection<UUID> uids) {
    return in(RowDocuments.UIDS, texts(uids));
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
