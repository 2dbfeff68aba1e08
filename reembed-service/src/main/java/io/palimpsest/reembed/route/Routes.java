package io.palimpsest.reembed.route;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.palimpsest.audit.ActKey;
import io.palimpsest.reembed.route.Route.Moved;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
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
  private static final String UNSAID = "unsaid";
  private static final String HISTORY = "history";

  /** Lines of the histories of earlier ways. */
  private static final String BEFORE = "before";

  private static final String SOURCE = "source";
  private static final String KEY = "key";
  private static final String VALUE = "value";
  private static final String PROOF = "proof";

  private final MongoCollection<Document> routes;
  private final Debts debts;
  private final Set<String> targets;
  private final String home;
  private final Clock clock;
  private final RouteNews news;

  /**
   * @param database the service's own
   * @param debts changes that a second side lacks
   * @param home target of tenants without a route
   * @param targets all targets that there are
   * @param clock tells when, for the history and the log
   * @param news what the log is told
   */
  public Routes(
      MongoDatabase database,
      Debts debts,
      String home,
      Set<String> targets,
      Clock clock,
      RouteNews news) {
    this(database.getCollection("routes"), debts, home, targets, clock, news);
  }

  /**
   * Ways of other scopes than tenants, kept apart from theirs.
   *
   * @param routes where they are kept
   */
  public Routes(
      MongoCollection<Document> routes,
      Debts debts,
      String home,
      Set<String> targets,
      Clock clock,
      RouteNews news) {
    this.routes = routes;
    this.debts = debts;
    this.home = home;
    this.targets = Set.copyOf(targets);
    this.clock = clock;
    this.news = news;
  }

  /** All of them. */
  public List<Route> all() {
    List<Route> all = new ArrayList<>();
    routes.find().forEach(document -> all.add(read(document)));
    return all;
  }

  /** Versions of the routes of some tenants, of those that have one. */
  Map<UUID, Long> versions(Collection<UUID> tenants) {
    Map<UUID, Long> versions = new HashMap<>();
    routes
        .find(in(ID, tenants.stream().map(UUID::toString).toList()))
        .projection(Projections.include(VERSION))
        .forEach(
            document ->
                versions.put(UUID.fromString(document.getString(ID)), document.getLong(VERSION)));
    return versions;
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
    Stage before = known.map(Route::stage).orElse(Stage.OFF);
    Moving moving = moving(tenant, before, Stage.DUALWRITE, by);
    Document document =
        new Document(ID, tenant.toString())
            .append("from", from)
            .append("to", to)
            .append(STAGE, Stage.DUALWRITE.name())
            .append(BACKFILLED, false)
            .append(VERSION, version + 1)
            .append(HISTORY, List.of(moving.history()))
            .append(BEFORE, before(tenant))
            .append(UNSAID, with(unsaid(tenant), moving.unsaid()));
    put(document, version);
    return read(document);
  }

  /**
   * Changes the stage. What a side owes is counted before and after: a change that was lacking
   * while the stage moved takes the move back, and one that is noted later sees the move.
   *
   * @param by key of who asks for it
   * @throws RefusedMoveException when that is not allowed now
   */
  public Route move(UUID tenant, Stage next, String by) {
    Route route = find(tenant).orElseThrow(() -> new RefusedMoveException("route.none"));
    refuse(Moves.obstacle(route, next, debts.count(tenant)));
    Route moved = change(route, stage(route, next, by));
    Optional<String> late = Moves.obstacle(route, next, debts.count(tenant));
    if (late.isPresent()) {
      change(moved, stage(moved, route.stage(), by));
    }
    refuse(late);
    LOG.info("route moved tenant={} stage={}", tenant, next);
    if (next == Stage.COMPLETE) {
      debts.forget(tenant);
    }
    return moved;
  }

  private Bson stage(Route route, Stage next, String by) {
    Moving moving = moving(route.tenant(), route.stage(), next, by);
    List<Bson> updates = new ArrayList<>();
    updates.add(Updates.set(STAGE, next.name()));
    updates.add(Updates.push(HISTORY, moving.history()));
    updates.add(Updates.push(UNSAID, moving.unsaid()));
    if (next == Stage.OFF) {
      updates.add(Updates.set(BACKFILLED, false));
    }
    return Updates.combine(updates);
  }

  private static void refuse(Optional<String> obstacle) {
    obstacle.ifPresent(
        why -> {
          throw new RefusedMoveException(why);
        });
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

  /** What the log may not have been told yet. */
  public List<Unsaid> unsaid() {
    List<Unsaid> all = new ArrayList<>();
    for (Document document : routes.find(exists(UNSAID + ".0"))) {
      UUID tenant = UUID.fromString(document.getString(ID));
      unsaid(document).forEach(one -> all.add(Unsaid.of(tenant, one)));
    }
    return all;
  }

  /** The log will have it. When the route is changed meanwhile it is said once more. */
  public void said(Unsaid told) {
    Document document = routes.find(eq(ID, told.tenant().toString())).first();
    if (document != null) {
      List<Document> left =
          unsaid(document).stream()
              .filter(one -> !told.source().equals(one.getString(SOURCE)))
              .toList();
      routes.updateOne(
          and(eq(ID, document.getString(ID)), eq(VERSION, document.getLong(VERSION))),
          Updates.set(UNSAID, left));
    }
  }

  /**
   * A statement that the log may not have.
   *
   * @param tenant of whose route
   * @param source its source, the record's key
   * @param value its bytes
   * @param proof their signature
   */
  public record Unsaid(UUID tenant, String source, byte[] value, byte[] proof) {
    private static Unsaid of(UUID tenant, Document document) {
      return new Unsaid(
          tenant,
          document.getString(SOURCE),
          document.get(VALUE, Binary.class).getData(),
          document.get(PROOF, Binary.class).getData());
    }
  }

  /** The key of the digests of what the log was told of a change, by its source there. */
  public Optional<ActKey> toldKey(String source) {
    return Stream.of(HISTORY, BEFORE)
        .flatMap(
            lines ->
                Stream.ofNullable(routes.find(eq(lines + "." + SOURCE, source)).first())
                    .flatMap(route -> route.getList(lines, Document.class).stream()))
        .filter(line -> source.equals(line.getString(SOURCE)))
        .map(
            line ->
                ActKey.of(
                    Optional.ofNullable(line.get(KEY, Binary.class)).map(Binary::getData),
                    () -> destroyKey(source)))
        .findFirst();
  }

  /** Whoever writes the document anew from what was read before is refused: it has the key. */
  private void destroyKey(String source) {
    for (String lines : List.of(HISTORY, BEFORE)) {
      routes.updateOne(
          eq(lines + "." + SOURCE, source),
          Updates.combine(Updates.unset(lines + ".$." + KEY), Updates.inc(VERSION, 1L)));
    }
  }

  private List<Document> before(UUID tenant) {
    return Stream.ofNullable(routes.find(eq(ID, tenant.toString())).first())
        .flatMap(
            route ->
                Stream.of(BEFORE, HISTORY)
                    .flatMap(lines -> route.getList(lines, Document.class, List.of()).stream()))
        .toList();
  }

  private List<Document> unsaid(UUID tenant) {
    Document document = routes.find(eq(ID, tenant.toString())).first();
    return document == null ? List.of() : unsaid(document);
  }

  /** Routes of before have none. */
  private static List<Document> unsaid(Document route) {
    return route.getList(UNSAID, Document.class, List.of());
  }

  private static List<Document> with(List<Document> some, Document more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
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

  /**
   * What a change leaves: a line of the history with the key of its digests, and what is to be
   * told.
   */
  private record Moving(Document history, Document unsaid) {}

  private Moving moving(UUID tenant, Stage from, Stage to, String by) {
    Instant now = clock.instant();
    RouteNews.News told = news.moved(tenant, from, to, by, now);
    return new Moving(
        new Document(STAGE, to.name())
            .append("by", by)
            .append("at", Date.from(now))
            .append(SOURCE, told.source())
            .append(KEY, new Binary(told.key())),
        new Document(SOURCE, told.source())
            .append(VALUE, new Binary(told.value()))
            .append(PROOF, new Binary(told.proof())));
  }

  private static Route read(Document document) {
    return new Route(
        UUID.fromString(document.getString(ID)),
        document.getString("from"),
        document.getString("to"),
        Stage.valueOf(document.getString(STAGE)),
        document.getBoolean(BACKFILLED),
        document.getLong(VERSION),
        document.getList(HISTORY, Document.class).stream()
            .map(
                moved ->
                    new Moved(
                        Stage.valueOf(moved.getString(STAGE)),
                        moved.getString("by"),
                        moved.getDate("at").toInstant()))
            .toList());
  }
}
