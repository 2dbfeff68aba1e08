package io.palimpsest.reembed.route;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.palimpsest.reembed.change.Entity;
import io.palimpsest.reembed.index.Task;
import io.palimpsest.reembed.intake.ScanPlace;
import io.palimpsest.reembed.ledger.LedgerUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Entities whose last change could not be written to the second side. Kept until it was; as long as
 * there is one, that side never answers. Random uids only. Calls block; errors are {@link
 * LedgerUnavailableException}. Thread-safe.
 */
public final class Debts {
  private static final String ID = "_id";
  private static final String TENANT = "tenant";
  private static final String REVISION = "revision";
  private static final String PLACE = "place";
  private final MongoCollection<Document> debts;

  /**
   * @param database the service's own
   */
  public Debts(MongoDatabase database) {
    debts = database.getCollection("route_debts");
    debts.createIndex(Indexes.ascending(TENANT));
  }

  /** Notes what tasks say as lacking; durable on return. */
  public void note(Collection<Task> tasks) {
    write(
        tasks.stream()
            .<WriteModel<Document>>map(
                task ->
                    new UpdateOneModel<>(
                        eq(ID, id(task)),
                        Updates.combine(
                            Updates.set(TENANT, task.change().entity().tenant().toString()),
                            Updates.max(REVISION, task.change().revision()),
                            task.origin()
                                .map(at -> Updates.set(PLACE, ScanPlace.of(at).toString()))
                                .orElseGet(() -> Updates.unset(PLACE))),
                        new UpdateOptions().upsert(true)))
            .toList());
  }

  /** Says that the second side has what tasks say; a newer revision that it lacks stays noted. */
  public void paid(Collection<Task> tasks) {
    write(
        tasks.stream()
            .<WriteModel<Document>>map(
                task -> new DeleteOneModel<>(upTo(id(task), task.change().revision())))
            .toList());
  }

  /** Lets go of what there is nothing to write for any more, unless it was noted again. */
  public void drop(Collection<Debt> gone) {
    write(
        gone.stream()
            .<WriteModel<Document>>map(
                debt -> new DeleteOneModel<>(upTo(debt.entity().toString(), debt.revision())))
            .toList());
  }

  /**
   * Some of them, in order of their entities.
   *
   * @param after entity of the last one before, empty at first
   */
  public List<Debt> page(String after, int size) {
    return asked(
        () -> {
          List<Debt> page = new ArrayList<>();
          debts
              .find(gt(ID, after))
              .sort(Sorts.ascending(ID))
              .limit(size)
              .forEach(document -> page.add(read(document)));
          return page;
        });
  }

  /** How many of some entities still owe something. */
  public long count(Collection<Debt> some) {
    List<String> ids = some.stream().map(debt -> debt.entity().toString()).toList();
    return asked(() -> debts.countDocuments(in(ID, ids)));
  }

  /** Whether there is any. */
  public boolean any() {
    return asked(() -> debts.find().limit(1).first() != null);
  }

  /** Forgets a tenant's: the side that lacks them is given up. */
  void forget(UUID tenant) {
    asked(() -> debts.deleteMany(eq(TENANT, tenant.toString())));
  }

  /** How many entities of a tenant there are. */
  public long count(UUID tenant) {
    return asked(() -> debts.countDocuments(eq(TENANT, tenant.toString())));
  }

  private void write(List<WriteModel<Document>> writes) {
    if (!writes.isEmpty()) {
      asked(() -> debts.bulkWrite(writes, new BulkWriteOptions().ordered(false)));
    }
  }

  private static <T> T asked(Supplier<T> request) {
    try {
      return request.get();
    } catch (MongoException e) {
      throw new LedgerUnavailableException(e);
    }
  }

  private static Bson upTo(String id, long revision) {
    return and(eq(ID, id), lte(REVISION, revision));
  }

  private static String id(Task task) {
    Entity entity = task.change().entity();
    return entity.uid().toString();
  }

  private static Debt read(Document document) {
    return new Debt(
        UUID.fromString(document.getString(ID)),
        UUID.fromString(document.getString(TENANT)),
        document.getLong(REVISION),
        Optional.ofNullable(document.getString(PLACE)).map(ScanPlace::parse));
  }
}
