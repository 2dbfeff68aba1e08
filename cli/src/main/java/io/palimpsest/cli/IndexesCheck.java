package io.palimpsest.cli;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/**
 * Whether the services' databases have the indexes that their guarantees rest on: those that keep
 * something unique, and those by which something goes by itself. A service makes them at its start.
 */
final class IndexesCheck {
  private static final List<Needed> NEEDED =
      List.of(
          new Needed("ingest", "organizations", "uid", Kind.UNIQUE),
          new Needed("ingest", "portfolio_items", "uid", Kind.UNIQUE),
          new Needed("ingest", "sources", "uid", Kind.UNIQUE),
          new Needed("ingest", "keys", "until", Kind.EXPIRING),
          new Needed("ingest", "submissions", "expires_at", Kind.EXPIRING),
          new Needed("reembed", "ledger", "slot", Kind.UNIQUE),
          new Needed("reembed", "jobs", "slot", Kind.UNIQUE),
          new Needed("reembed", "embeddings", "expires_at", Kind.EXPIRING),
          new Needed("reembed", "parked", "expires_at", Kind.EXPIRING),
          new Needed("erasure", "erasure_requests", "ref", Kind.UNIQUE),
          new Needed("erasure", "parked_requests", "parked_at", Kind.EXPIRING));

  private final MongoClient client;

  IndexesCheck(MongoClient client) {
    this.client = client;
  }

  /** What an index does. */
  private enum Kind {
    UNIQUE,
    EXPIRING;

    boolean isOne(Document index) {
      return switch (this) {
        case UNIQUE -> index.getBoolean("unique", false);
        case EXPIRING -> index.containsKey("expireAfterSeconds");
      };
    }
  }

  private record Needed(String database, String collection, String field, Kind kind) {
    boolean isIn(Iterable<Document> indexes) {
      for (Document index : indexes) {
        if (new Document(field, 1).equals(key(index)) && kind.isOne(index)) {
          return true;
        }
      }
      return false;
    }

    private static Document key(Document index) {
      Document key = new Document();
      index.get("key", Document.class).forEach((name, order) -> key.put(name, intOf(order)));
      return key;
    }

    private static Object intOf(Object order) {
      return order instanceof Number number ? number.intValue() : order;
    }
  }

  /** A finding for each database. */
  List<Finding> run() {
    return NEEDED.stream().map(Needed::database).distinct().map(this::database).toList();
  }

  private Finding database(String name) {
    String subject = "db " + name;
    try {
      MongoDatabase database = client.getDatabase(name);
      Set<String> there = database.listCollectionNames().into(new HashSet<>());
      if (there.isEmpty()) {
        return Finding.absent(subject, "empty; its service makes what it needs at its start");
      }
      List<String> missing = new ArrayList<>();
      for (Needed needed : NEEDED) {
        if (needed.database().equals(name)
            && there.contains(needed.collection())
            && !needed.isIn(database.getCollection(needed.collection()).listIndexes())) {
          missing.add(needed.collection() + "." + needed.field());
        }
      }
      return missing.isEmpty()
          ? Finding.ok(subject, "readable, with the indexes that its service needs")
          : Finding.wrong(
              subject,
              "without the indexes on %s; restart its service, which makes them"
                  .formatted(String.join(", ", missing)));
    } catch (MongoException e) {
      return Finding.wrong(subject, "cannot be read; give its user the role readWrite");
    }
  }
}
