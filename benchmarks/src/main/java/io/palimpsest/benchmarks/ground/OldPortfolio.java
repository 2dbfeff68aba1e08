package io.palimpsest.benchmarks.ground;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.VectorIndexes;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * Rows and vectors of an old system, moved by the product's services and by loops over driver and
 * SDK that do the same without anything else.
 */
public final class OldPortfolio implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration LIFETIME = Duration.ofHours(2);
  private static final int BATCH = 500;
  private static final long LOOK_MILLIS = 20;
  private static final String NAMESPACE = "proposals";
  private static final String ROWS = "training_data";

  private final Ground ground;
  private final URI ingest;
  private final String operator;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String database = "old" + UUID.randomUUID().toString().substring(0, 8);
  private final String host;
  private final int records;

  private OldPortfolio(Ground ground, String operator, int dimension, int records) {
    this.ground = ground;
    this.ingest = URI.create(ground.stack().serviceUrl(Part.INGEST));
    this.host = new VectorIndexes(ground.stack()).create(database, dimension);
    this.operator = operator;
    this.records = records;
  }

  /** Makes so many rows, and as many vectors; ingest and re-embedding have to run. */
  public static OldPortfolio of(Ground ground, int dimension, List<float[]> vectors)
      throws IOException {
    Tokens tokens =
        new Tokens(
            TokenKeys.privateKey(Files.readString(ground.stack().secrets().privateKeyFile())));
    Principal caller = new Principal("bench", Set.of(Role.OPERATOR), Optional.empty(), Set.of());
    OldPortfolio old =
        new OldPortfolio(
            ground, tokens.mint(caller, Instant.now(), LIFETIME), dimension, vectors.size());
    old.rows(old.database).insertMany(old.documents(), new InsertManyOptions().ordered(false));
    try (PlainIndex plain = ground.plainIndex(old.host)) {
      plain.upsert(NAMESPACE, "v", vectors, BATCH / 5);
      plain.requireVisible(List.of(NAMESPACE), vectors.size());
    }
    return old;
  }

  private MongoCollection<Document> rows(String name) {
    return ground
        .mongo()
        .getDatabase(name)
        .getCollection(ROWS)
        .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
  }

  private List<Document> documents() {
    return IntStream.range(0, records)
        .mapToObj(
            at ->
                new Document("_id", "row" + at)
                    .append("contract_id", "job_" + at)
                    .append("company_name", "Company " + at)
                    .append("job_title", "Online shop " + at)
                    .append("task_type", "web_app")
                    .append("skills_required", List.of("Java", "Kafka"))
                    .append("industry", "SaaS"))
        .toList();
  }

  /** Backs up by the product; records a second. */
  public double backup() throws IOException, InterruptedException {
    return rate(2L * records, "/backups/" + name(), source());
  }

  /** Reads all of it and writes it to files; records a second. */
  public double copyToFiles() throws IOException {
    Path folder = Files.createTempDirectory("bench");
    long began = System.nanoTime();
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("rows.json"), UTF_8)) {
      for (Document row : rows(database).find().batchSize(BATCH)) {
        out.write(row.toJson());
        out.newLine();
      }
    }
    try (PlainIndex plain = ground.plainIndex(host);
        BufferedWriter out = Files.newBufferedWriter(folder.resolve("vectors.jsonl"), UTF_8)) {
      long vectors = plain.each(NAMESPACE, line -> write(out, line));
      if (vectors != records) {
        throw new IllegalStateException(vectors + " of " + records + " vectors were read");
      }
    }
    double took = (System.nanoTime() - began) / 1e9;
    for (String file : List.of("rows.json", "vectors.jsonl")) {
      Files.delete(folder.resolve(file));
    }
    Files.delete(folder);
    return 2 * records / took;
  }

  private static void write(BufferedWriter out, String line) {
    try {
      out.write(line);
      out.newLine();
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /** Has what phase 2 asks for: a backup whose restore was tried. */
  public void tryBackup() throws IOException, InterruptedException {
    Map<String, Object> body = source();
    body.put("phase", "0");
    rate(1, "/migrations/portfolio?plan=false", body);
  }

  /** Rows become items of a new organization by the product; items a second. */
  public double migrate() throws IOException, InterruptedException {
    String slug = name();
    Map<String, Object> body = source();
    body.put("phase", "2");
    body.put("org_id", "org_" + slug);
    body.put("profile_id", "prof_1");
    String path = "/organizations/org_" + slug;
    call(
        "PUT",
        path,
        Map.of("slug", slug, "name", "Bench", "org_type", "agency", "plan_tier", "enterprise"));
    call("PUT", path + "/profiles/prof_1", Map.of("name", "Ada"));
    return rate(records, "/migrations/portfolio?plan=false", body);
  }

  /** Rows are read and items of the same size inserted; items a second. */
  public double insert() {
    MongoCollection<Document> into = rows(database + "_" + name());
    long began = System.nanoTime();
    List<Document> batch = new ArrayList<>();
    for (Document row : rows(database).find().batchSize(BATCH)) {
      batch.add(
          new Document("_id", "port_" + row.getString("contract_id"))
              .append("company_name", row.getString("company_name"))
              .append("deliverables", List.of(row.getString("job_title")))
              .append("skills", row.getList("skills_required", String.class))
              .append("industry", row.getString("industry")));
      if (batch.size() == BATCH) {
        into.insertMany(batch, new InsertManyOptions().ordered(false));
        batch = new ArrayList<>();
      }
    }
    if (!batch.isEmpty()) {
      into.insertMany(batch, new InsertManyOptions().ordered(false));
    }
    return records / ((System.nanoTime() - began) / 1e9);
  }

  private static String name() {
    return "b" + UUID.randomUUID().toString().substring(0, 12);
  }

  private Map<String, Object> source() {
    Map<String, Object> source = new HashMap<>();
    source.put("source_mongo", ground.stack().mongoUri(database));
    source.put("source_index", database);
    return source;
  }

  /** Asks for a job and awaits it. */
  private double rate(long units, String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    String job = "/migrations/jobs/" + call("POST", path, body).path("id").asText();
    JsonNode now = call("GET", job, Map.of());
    while (!now.path("state").asText().equals("DONE")) {
      if (now.path("state").asText().equals("FAILED")) {
        throw new IllegalStateException(path + ": " + now.path("problem").asText());
      }
      Thread.sleep(LOOK_MILLIS);
      now = call("GET", job, Map.of());
    }
    return units / ((System.nanoTime() - began) / 1e9);
  }

  private JsonNode call(String method, String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(ingest.resolve(path))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + operator)
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    HttpResponse<String> reply = http.send(request, BodyHandlers.ofString());
    if (reply.statusCode() >= 300) {
      throw new IllegalStateException(path + " answered " + reply.body());
    }
    return JSON.readTree(reply.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
