package io.palimpsest.reembed.route;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.palimpsest.reembed.route.Route.Moved;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes, one document each, changed by compare-and-set. A tenant without one is at home in the
 * service's own target. Holds uids and names of targets, no names of tenants. Calls block and throw
 * what the driver throws. Thread-safe.
 */
public final class Routes {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private static final String ID = "_id";
  private static final String VERSION = "version";
  private static final String STAGE = "stage";
  private static final String BACKFILLED = "backfilled";
  private final MongoCollection<Document> routes;
  private final Debts debts;
  private final Set<String> targets;
  private final String home;
  private final Clock clock;

  /**
   * @param database the service's own
   * @param debts changes that a second side lacks
   * @param home target of tenants without a route
   * @param targets all targets that there are
   * @param clock tells when, for the history alone
   */
  public Routes(
      MongoDatabase database, Debts debts, String home, Set<String> targets, Clock clock) {
    this.routes = database.getCollection("routes");
    this.debts = debts;
    this.home = home;
    this.targets = Set.copyOf(targets);
    this.clock = clock;
  }

  /** All of them. */
  public List<Route> all() {
    List<Route> all = new ArrayList<>();
    routes.find().forEach(document -> all.add(read(document)));
    return all;
  }

  /** The route of a tenant, if it has one. */
  public Optional<Route> find(UUID tenant) {
    return Optional.ofNullable(routes.find(eq(ID, tenant.toString())).first()).map(Routes::read);
  }

  /**
   * Begins a way to another target: changes are written to both from now on.
   *
   * @param by key of who asks for it
   * @throws RefusedMoveException when there is no such target, or another way is not at its end
   */
  public Route begin(UUID tenant, String to, String by) {
    Optional<Route> known = find(tenant);
    String from = known.map(Route::answering).orElse(home);
    if (!targets.contains(to) || to.equals(from)) {
      throw new RefusedMoveException("route.no_such_target");
    }
    if (known
        .filter(route -> route.stage() != Stage.COMPLETE && route.stage() != Stage.OFF)
        .isPresent()) {
      throw new RefusedMoveException("route.under_way");
    }
    long version = known.map(Route::version).orElse(0L);
    Document document =
        new Document(ID, tenant.toString())
            .append("from", from)
            .append("to", to)
            .append(STAGE, Stage.DUALWRITE.name())
            .append(BACKFILLED, false)
            .append(VERSION, version + 1)
            .append("history", List.of(moved(Stage.DUALWRITE, by)));
    put(document, version);
    return read(document);
  }

  /**
   * Changes the stage.
   *
   * @param by key of who asks for it
   * @throws RefusedMoveException when that is not allowed now
   */
  public Route move(UUID tenant, Stage next, String by) {
    Route route = find(tenant).orElseThrow(() -> new RefusedMoveException("route.none"));
    Moves.obstacle(route, next, debts.count(tenant))
        .ifPresent(
            obstacle -> {
              throw new RefusedMoveException(obstacle);
            });
    List<Bson> updates = new ArrayList<>();
    updates.add(Updates.set(STAGE, next.name()));
    updates.add(Updates.push("history", moved(next, by)));
    if (next == Stage.OFF) {
      updates.add(Updates.set(BACKFILLED, false));
    }
    Route moved = change(route, Updates.combine(updates));
    LOG.info("route moved tenant={} stage={}", tenant, next);
    if (next == Stage.COMPLETE) {
      debts.forget(tenant);
    }
    return moved;
  }

  /**
   * Says that the second side has had everything.
   *
   * @throws RefusedMoveException when the route has changed since it was read
   */
  public void backfilled(Route route) {
    Route marked = change(route, Updates.set(BACKFILLED, true));
    LOG.info("backfilled tenant={} version={}", marked.tenant(), marked.version());
  }

  private Route change(Route route, Bson update) {
    Document changed =
        routes.findOneAndUpdate(
            and(eq(ID, route.tenant().toString()), eq(VERSION, route.version())),
            Updates.combine(update, Updates.inc(VERSION, 1L)),
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
    if (changed == null) {
      throw new RefusedMoveException("route.changed_meanwhile");
    }
    return read(changed);
  }

  private void put(Document document, long version) {
    if (version == 0) {
      try {
        routes.insertOne(document);
      } catch (MongoWriteException taken) {
        throw new RefusedMoveException("route.changed_meanwhile");
      }
    } else if (routes
            .replaceOne(and(eq(ID, document.getString(ID)), eq(VERSION, version)), document)
            .getMatchedCount()
        == 0) {
      throw new RefusedMoveException("route.changed_meanwhile");
    }
  }

  private Document moved(Stage stage, String by) {
    return new Document(STAGE, stage.name())
        .append("by", by)
        .append("at", Date.from(clock.instant()));
  }

  private static Route read(Document document) {
    return new Route(
        UUID.fromString(document.getString(ID)),
        document.getString("from"),
        document.getString("to"),
        Stage.valueOf(document.getString(STAGE)),
        document.getBoolean(BACKFILLED),
        document.getLong(VERSION),
        document.getList("history", Document.class).stream()
            .map(
                moved ->
                    new Moved(
                        Stage.valueOf(moved.getString(STAGE)),
                        moved.getString("by"),
                        moved.getDate("at").toInstant()))
            .toList());
  }
}
