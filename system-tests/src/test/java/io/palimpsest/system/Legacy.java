package io.palimpsest.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.BsonDocument;

/** An old system of somebody else's making, restored beside the product, and what is done to it. */
final class Legacy {
  static final String NAMESPACE = "proposals";
  private static final List<String> COLLECTIONS =
      List.of("training_data", "chunks", "embeddings", "proposals");

  private final Palimpsest palimpsest;
  private final RunningStack stack;
  private final String database;
  private final String index;

  private Legacy(Palimpsest palimpsest, String name) {
    this.palimpsest = palimpsest;
    this.stack = palimpsest.stack();
    this.database = name;
    this.index = name;
  }

  /** One that no other test uses; nothing is in it yet. */
  static Legacy fresh(Palimpsest palimpsest) {
    return new Legacy(palimpsest, Palimpsest.unique("legacy"));
  }

  /** The folder that somebody else wrote. Where there is none the test is not run, and says so. */
  static Path folder() {
    Path data = Path.of(System.getProperty("palimpsest.checkout"), "..", "shared/data/legacy");
    if (!Files.exists(data)) {
      abort("NOT RUN: no " + data.normalize());
    }
    return data;
  }

  String index() {
    return index;
  }

  String mongo() {
    return stack.mongoUri(database);
  }

  Map<String, String> source() {
    return Map.of("source_mongo", mongo(), "source_index", index);
  }

  /** Puts a folder where the product keeps backups, as an operator does with a volume. */
  String place(Path folder) throws IOException {
    String name = Palimpsest.unique("set");
    Path target = backups().resolve(name);
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName().toString()));
      }
    }
    return name;
  }

  Path backups() {
    return Path.of(stack.environment(Part.INGEST).get("PALIMPSEST_BACKUP_ROOT"));
  }

  /** Restores a backup into this system; the job at its end. */
  JsonNode restore(String backup) throws Exception {
    return ended(post("/backups/" + backup + "/restore?plan=false&index=" + index, source(), 202));
  }

  JsonNode post(String path, Map<String, ?> body, int status) throws Exception {
    Reply reply = palimpsest.send("POST", path, palimpsest.operatorToken(), body);
    assertThat(reply.status()).as("%s %s", path, reply.body()).isEqualTo(status);
    return reply.body();
  }

  JsonNode get(String path) throws Exception {
    Reply reply = palimpsest.get(path, palimpsest.operatorToken());
    assertThat(reply.status()).as("%s %s", path, reply.body()).isEqualTo(200);
    return reply.body();
  }

  /** Waits until a job is over. */
  JsonNode ended(JsonNode job) {
    String path = "/migrations/jobs/" + job.path("id").asText();
    List<JsonNode> last = new ArrayList<>();
    await()
        .atMost(Palimpsest.AT_MOST)
        .ignoreExceptions()
        .until(
            () -> {
              last.add(get(path));
              return List.of("DONE", "FAILED").contains(last.getLast().path("state").asText());
            });
    return last.getLast();
  }

  /** Waits until a job is done. */
  JsonNode done(JsonNode job) {
    JsonNode ended = ended(job);
    assertThat(ended.path("state").asText()).as("%s", ended).isEqualTo("DONE");
    return ended;
  }

  /** All documents, by collection. */
  Map<String, List<BsonDocument>> documents() {
    Map<String, List<BsonDocument>> all = new TreeMap<>();
    try (MongoClient client = MongoClients.create(mongo())) {
      MongoDatabase from = client.getDatabase(database);
      for (String name : COLLECTIONS) {
        List<BsonDocument> documents = new ArrayList<>();
        from.getCollection(name, BsonDocument.class)
            .find()
            .sort(new org.bson.Document("_id", 1))
            .into(documents);
        all.put(name, documents);
      }
    }
    return all;
  }

  /** All vectors of the namespace, by id, as the store gives them. */
  SortedMap<String, JsonNode> vectors() throws Exception {
    Http store = new Http(URI.create("http://" + host()), "Api-Key");
    String key = stack.secrets().vectorsAdminKey();
    SortedMap<String, JsonNode> all = new TreeMap<>();
    String next = "";
    do {
      Reply page = store.get("/vectors/list?limit=100&namespace=" + NAMESPACE + next, key);
      assertThat(page.status()).as("%s", page.body()).isEqualTo(200);
      List<String> ids = new ArrayList<>();
      page.body().path("vectors").forEach(vector -> ids.add(vector.path("id").asText()));
      Reply fetched =
          store.get(
              "/vectors/fetch?namespace=" + NAMESPACE + "&ids=" + String.join("&ids=", ids), key);
      fetched
          .body()
          .path("vectors")
          .properties()
          .forEach(vector -> all.put(vector.getKey(), vector.getValue()));
      String token = page.body().path("pagination").path("next").asText();
      next = token.isEmpty() ? "" : "&paginationToken=" + token;
    } while (!next.isEmpty());
    return all;
  }

  /** Where the index answers. */
  String host() throws Exception {
    Reply described =
        new Http(URI.create(stack.serviceUrl(Part.VECTORS)), "Api-Key")
            .get("/indexes/" + index, stack.secrets().vectorsAdminKey());
    return described.body().path("host").asText().replaceFirst("^https?://", "");
  }

  /** Forgets what the test made. */
  void drop() {
    try (MongoClient client = MongoClients.create(mongo())) {
      MongoDatabase from = client.getDatabase(database);
      COLLECTIONS.forEach(name -> from.getCollection(name).deleteMany(new BsonDocument()));
    }
  }
}
