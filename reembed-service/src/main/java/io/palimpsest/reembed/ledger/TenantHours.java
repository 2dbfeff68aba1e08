package io.palimpsest.reembed.ledger;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.palimpsest.fencing.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * What is known of tenants' namespaces, hour by hour, for 30 days. Data of scopes, and deleted with
 * them. Calls block; errors are {@link LedgerUnavailableException}. Thread-safe.
 */
public final class TenantHours {
  private static final long KEPT_DAYS = 30;
  private static final String ID = "_id";
  private static final String TENANT = "tenant";
  private static final String UIDS = "uids";
  private static final String HOUR = "hour";
  private static final String VECTORS = "vectors";
  private static final String CHANGES = "changes";
  private static final String LAGS = "lags";
  private static final String LAG_MILLIS = "lag_millis";
  private static final String LONGEST_LAG = "longest_lag";
  private static final String OVERDUE = "overdue";
  private static final String MEASURED = "measured";
  private static final String TARGET = "target";
  private static final String EXPECTED = "expected";
  private static final String DRIFTED = "drifted";

  private final MongoCollection<Document> hours;

  /**
   * Opens the collection {@code tenant_hours} and sees to its indexes.
   *
   * @param database the service's own
   */
  public TenantHours(MongoDatabase database) {
    hours = database.getCollection("tenant_hours");
    hours.createIndex(Indexes.ascending(TENANT, HOUR));
    hours.createIndex(Indexes.ascending(UIDS));
    hours.createIndex(
        Indexes.ascending(HOUR), new IndexOptions().expireAfter(KEPT_DAYS, TimeUnit.DAYS));
  }

  /**
   * Adds to what is known of an hour: numbers of changes and lags are added, what was looked at
   * takes the place of the look before.
   *
   * @param uids uids of the scopes whose namespace it is, outermost first
   * @param work the request is announced to it
   */
  public void add(List<UUID> uids, TenantHour more, Work work) {
    String tenant = uids.getLast().toString();
    List<Bson> updates = new ArrayList<>();
    updates.add(Updates.setOnInsert(TENANT, tenant));
    updates.add(Updates.setOnInsert(UIDS, texts(uids)));
    updates.add(Updates.setOnInsert(HOUR, Date.from(more.hour())));
    updates.add(Updates.inc(CHANGES, more.changes()));
    updates.add(Updates.inc(LAGS, more.lags().count()));
    updates.add(Updates.inc(LAG_MILLIS, more.lags().millis()));
    updates.add(Updates.max(LONGEST_LAG, more.lags().longest()));
    updates.add(Updates.inc(OVERDUE, more.lags().overdue()));
    more.vectors().ifPresent(vectors -> updates.add(Updates.set(VECTORS, vectors)));
    more.measured()
        .forEach(one -> updates.add(Updates.set(MEASURED + "." + key(one), document(one))));
    Bson hour = eq(ID, tenant + "@" + more.hour());
    asked(
        () ->
            work.request(
                millis ->
                    within(millis)
                        .updateOne(
                            hour, Updates.combine(updates), new UpdateOptions().upsert(true))));
  }

  /**
   * The hours of a tenant from a time on, the oldest first; those of which nothing is known lack.
   */
  public List<TenantHour> since(UUID tenant, Instant from) {
    return asked(
        () ->
            hours
                .find(and(eq(TENANT, tenant.toString()), gte(HOUR, Date.from(from))))
                .sort(Sorts.ascending(HOUR))
                .map(TenantHours::read)
                .into(new ArrayList<>()));
  }

  /** The newest hour in which a reconcile compared the tenant. */
  public Optional<TenantHour> lastMeasured(UUID tenant) {
    return asked(
        () ->
            Optional.ofNullable(
                    hours
                        .find(and(eq(TENANT, tenant.toString()), exists(MEASURED)))
                        .sort(Sorts.descending(HOUR))
                        .first())
                .map(TenantHours::read));
  }

  /** How many name one of the uids. */
  public long count(Collection<UUID> uids) {
    return asked(() -> hours.countDocuments(in(UIDS, texts(uids))));
  }

  /**
   * Deletes what names one of the uids; returns how many.
   *
   * @param work the request is announced to it
   */
  public long delete(Collection<UUID> uids, Work work) {
    return asked(
        () ->
            work.request(millis -> within(millis).deleteMany(in(UIDS, texts(uids))))
                .getDeletedCount());
  }

  private MongoCollection<Document> within(long millis) {
    return hours.withTimeout(millis, TimeUnit.MILLISECONDS);
  }

  /** Names of targets are an operator's words; a field's name has no dot and no dollar. */
  private static String key(TenantHour.Measured measured) {
    return measured.target().replace('.', '_').replace('$', '_');
  }

  private static Document document(TenantHour.Measured measured) {
    return new Document(TARGET, measured.target())
        .append(EXPECTED, measured.expected())
        .append(DRIFTED, measured.drifted());
  }

  private static TenantHour read(Document document) {
    Long vectors = document.getLong(VECTORS);
    Document measured = document.get(MEASURED, new Document());
    return new TenantHour(
        document.getDate(HOUR).toInstant(),
        vectors == null ? OptionalLong.empty() : OptionalLong.of(vectors),
        document.getLong(CHANGES),
        new TenantHour.Lags(
            document.getLong(LAGS),
            document.getLong(LAG_MILLIS),
            document.getLong(LONGEST_LAG),
            document.getLong(OVERDUE)),
        measured.values().stream().map(one -> measured((Document) one)).toList());
  }

  private static TenantHour.Measured measured(Document document) {
    return new TenantHour.Measured(
        document.getString(TARGET), document.getLong(EXPECTED), document.getLong(DRIFTED));
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
