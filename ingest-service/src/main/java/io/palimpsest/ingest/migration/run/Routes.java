package io.palimpsest.ingest.migration.run;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.palimpsest.fencing.Work;
import io.palimpsest.ingest.migration.legacy.MigrationConfig;
import io.palimpsest.ingest.vault.Vault;
import io.palimpsest.ingest.write.GuardedWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * Which namespace answers an organization's readers: the old one until the switch, its own from
 * then on. {@code PINECONE_NAMESPACE} says it as long as nothing is stored.
 */
@Singleton
class Routes {
  private static final String ID = "_id";
  private static final String OLD = "proposals";

  private final MongoCollection<Document> routes;
  private final GuardedWork guarded;
  private final InstantSource clock;
  private final MigrationConfig config;

  Routes(MongoDatabase database, GuardedWork guarded, InstantSource clock, MigrationConfig config) {
    this.routes = database.getCollection("migration_routes");
    this.guarded = guarded;
    this.clock = clock;
    this.config = config;
  }

  /**
   * A route.
   *
   * @param organization whose
   * @param namespace the namespace that answers
   * @param version rises with every switch, 0 while none is stored
   */
  record Route(String organization, String namespace, long version) {}

  Route of(String organization) {
    return stored(organization)
        .map(
            document ->
                new Route(
                    organization,
                    document.getString("namespace"),
                    document.get("version", Number.class).longValue()))
        .orElseGet(
            () ->
                new Route(
                    organization,
                    config.seedNamespace().filter(name -> !name.isBlank()).orElse(OLD),
                    0));
  }

  /** Switches; switching to what answers already changes nothing. */
  Route switchTo(String organization, String namespace, String run) {
    Route before = of(organization);
    if (before.version() > 0 && before.namespace().equals(namespace)) {
      return before;
    }
    List<Document> history = new ArrayList<>();
    stored(organization)
        .ifPresent(document -> history.addAll(document.getList("history", Document.class)));
    history.add(
        new Document("from", before.namespace())
            .append("to", namespace)
            .append("run", run)
            .append("at", Date.from(clock.instant())));
    Document next =
        new Document(ID, organization)
            .append("namespace", namespace)
            .append("version", before.version() + 1)
            .append("history", history);
    guarded.run(List.of(Vault.SYSTEM), work -> put(next, work));
    return of(organization);
  }

  /** What answered before the last switch; empty while there was none. */
  Optional<String> before(String organization) {
    return stored(organization)
        .map(document -> document.getList("history", Document.class).getLast().getString("from"));
  }

  private boolean put(Document next, Work work) {
    return work.request(
        millis ->
            routes
                .withTimeout(millis, TimeUnit.MILLISECONDS)
                .replaceOne(
                    Filters.eq(ID, next.getString(ID)), next, new ReplaceOptions().upsert(true))
                .wasAcknowledged());
  }

  private Optional<Document> stored(String organization) {
    return Optional.ofNullable(routes.find(Filters.eq(ID, organization)).first());
  }
}
