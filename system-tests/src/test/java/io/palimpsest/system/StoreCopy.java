package io.palimpsest.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.PartProcess;
import io.palimpsest.local.stack.RunningStack;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.RawBsonDocument;

/** Copies of single stores, and how a store becomes its copy again while its service is down. */
final class StoreCopy {
  private final RunningStack stack;
  private final Map<Part, Map<String, List<RawBsonDocument>>> databases = new HashMap<>();
  private final Map<String, List<JsonNode>> vectors = new HashMap<>();

  private StoreCopy(RunningStack stack) {
    this.stack = stack;
  }

  /** Copies the databases of these services, and the vectors of these namespaces. */
  static StoreCopy of(RunningStack stack, List<Part> services, List<String> namespaces)
      throws Exception {
    StoreCopy copy = new StoreCopy(stack);
    for (Part service : services) {
      copy.databases.put(service, copy.read(service));
    }
    for (String namespace : namespaces) {
      copy.vectors.put(namespace, copy.read(namespace));
    }
    return copy;
  }

  /** Kills the service, gives its database back the copy's documents, and starts it again. */
  void restore(Part service) throws Exception {
    PartProcess process = stack.process(service);
    process.kill();
    try (MongoClient client = client(service)) {
      MongoDatabase database = client.getDatabase(service.label());
      for (String name : database.listCollectionNames()) {
        database.getCollection(name).deleteMany(new org.bson.Document());
      }
      databases
          .getOrDefault(service, Map.of())
          .forEach(
              (name, documents) -> {
                if (!documents.isEmpty()) {
                  database.getCollection(name, RawBsonDocument.class).insertMany(documents);
                }
              });
    }
    process.start();
  }

  /** The index has the copy's vectors again; how many. */
  int restoreVectors() throws Exception {
    int written = 0;
    for (Map.Entry<String, List<JsonNode>> namespace : vectors.entrySet()) {
      if (!namespace.getValue().isEmpty()) {
        Reply reply =
            http()
                .send(
                    "POST",
                    "/vectors/upsert",
                    key(),
                    Map.of("namespace", namespace.getKey(), "vectors", namespace.getValue()));
        if (reply.status() != 200) {
          throw new IllegalStateException("the store answers " + reply);
        }
        written += namespace.getValue().size();
      }
    }
    return written;
  }

  private Map<String, List<RawBsonDocument>> read(Part service) {
    try (MongoClient client = client(service)) {
      MongoDatabase database = client.getDatabase(service.label());
      Map<String, List<RawBsonDocument>> collections = new HashMap<>();
      for (String name : database.listCollectionNames()) {
        collections.put(
            name,
            database.getCollection(name, RawBsonDocument.class).find().into(new ArrayList<>()));
      }
      return collections;
    }
  }

  private List<JsonNode> read(String namespace) throws Exception {
    Set<String> ids = new Vectors(stack).ids(namespace);
    List<JsonNode> found = new ArrayList<>();
    for (String id : ids) {
      Reply reply =
          http()
              .get("/vectors/fetch?ids=" + encoded(id) + "&namespace=" + encoded(namespace), key());
      reply.body().path("vectors").forEach(found::add);
    }
    return found;
  }

  private MongoClient client(Part service) {
    return MongoClients.create(stack.mongoUri(service.label()));
  }

  private Http http() {
    return new Http(URI.create("http://" + stack.vectorsHost()), "Api-Key");
  }

  private String key() {
    return stack.secrets().vectorsAdminKey();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
