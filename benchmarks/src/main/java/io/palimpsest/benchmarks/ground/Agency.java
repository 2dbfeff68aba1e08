package io.palimpsest.benchmarks.ground;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import io.palimpsest.access.token.TokenKeys;
import io.palimpsest.access.token.Tokens;
import io.palimpsest.local.stack.Part;
import io.palimpsest.tenancy.OrganizationId;
import io.palimpsest.tenancy.Principal;
import io.palimpsest.tenancy.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;

/** Organizations whose items come in bulk over HTTP, and the same items past the product. */
public final class Agency implements AutoCloseable {
  private static final Duration LIFETIME = Duration.ofHours(2);
  private static final int BATCH = 500;
  private final Ground ground;
  private final URI ingest;
  private final Tokens tokens;
  private final HttpClient http = HttpClient.newHttpClient();

  private Agency(Ground ground, URI ingest, Tokens tokens) {
    this.ground = ground;
    this.ingest = ingest;
    this.tokens = tokens;
  }

  /** Opens the door of ingest, which has to run. */
  public static Agency open(Ground ground) throws IOException {
    return new Agency(
        ground,
        URI.create(ground.stack().serviceUrl(Part.INGEST)),
        new Tokens(
            TokenKeys.privateKey(Files.readString(ground.stack().secrets().privateKeyFile()))));
  }

  /** Sends so many new items of a new organization; items accepted a second. */
  public double bulk(int items) throws IOException, InterruptedException {
    String slug = "b" + UUID.randomUUID().toString().substring(0, 12);
    OrganizationId organization = new OrganizationId("org_" + slug);
    String operator = token(Role.OPERATOR, Set.of());
    String path = "/organizations/" + organization.value();
    put(
        path,
        operator,
        "{\"slug\":\"%s\",\"name\":\"Bench\",\"org_type\":\"agency\",\"plan_tier\":\"enterprise\"}"
            .formatted(slug));
    put(path + "/profiles/prof_1", operator, "{\"name\":\"Ada\"}");
    String producer = token(Role.PRODUCER, Set.of(organization));
    List<byte[]> lines = lines(items).map(line -> (line + "\n").getBytes(UTF_8)).toList();
    long began = System.nanoTime();
    long accepted = accepted(path + "/items:bulk", producer, lines);
    double took = (System.nanoTime() - began) / 1e9;
    if (accepted != items) {
      throw new IllegalStateException(accepted + " of " + items + " items were accepted");
    }
    return items / took;
  }

  private long accepted(String path, String token, List<byte[]> lines)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path, token, "application/x-ndjson")
            .POST(BodyPublishers.ofByteArrays(lines))
            .build();
    try (Stream<String> results = http.send(request, BodyHandlers.ofLines()).body()) {
      return results.filter(line -> line.contains("\"status\":201")).count();
    }
  }

  /** Inserts the same items with the driver, as durable; items a second. */
  public double insert(int items) {
    MongoCollection<Document> collection =
        ground
            .mongo()
            .getDatabase("bench")
            .getCollection("items_" + UUID.randomUUID())
            .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
    List<Document> documents = lines(items).map(Document::parse).toList();
    long began = System.nanoTime();
    for (int from = 0; from < items; from += BATCH) {
      collection.insertMany(
          new ArrayList<>(documents.subList(from, Math.min(items, from + BATCH))),
          new InsertManyOptions().ordered(false));
    }
    return items / ((System.nanoTime() - began) / 1e9);
  }

  private static Stream<String> lines(int items) {
    return IntStream.range(0, items)
        .mapToObj(
            number ->
                """
                {"item_id": "port_%d", "profile_id": "prof_1", "company_name": "Company %d", \
                "deliverables": ["Online shop"], "skills": ["Java", "Kafka"], "industry": "SaaS"}"""
                    .formatted(number, number));
  }

  private void put(String path, String token, String body)
      throws IOException, InterruptedException {
    var reply =
        http.send(
            request(path, token, "application/json").PUT(BodyPublishers.ofString(body)).build(),
            BodyHandlers.ofString());
    if (reply.statusCode() >= 300) {
      throw new IllegalStateException(path + " answered " + reply.body());
    }
  }

  private HttpRequest.Builder request(String path, String token, String type) {
    return HttpRequest.newBuilder(ingest.resolve(path))
        .version(HttpClient.Version.HTTP_1_1)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", type);
  }

  private String token(Role role, Set<OrganizationId> organizations) {
    Principal caller = new Principal("bench", Set.of(role), Optional.empty(), organizations);
    return tokens.mint(caller, Instant.now(), LIFETIME);
  }

  @Override
  public void close() {
    http.close();
  }
}
