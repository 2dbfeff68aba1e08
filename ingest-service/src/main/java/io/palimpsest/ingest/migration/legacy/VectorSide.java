package io.palimpsest.ingest.migration.legacy;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.ingest.migration.backup.Lines;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Vectors as the service that owns them gives them out. Calls block. */
@Singleton
public class VectorSide {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final String JSON = "application/json";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final MigrationConfig.Reembed config;
  private final ObjectMapper mapper;

  VectorSide(MigrationConfig config, ObjectMapper mapper) {
    this.config = config.reembed();
    this.mapper = mapper;
  }

  /**
   * An index.
   *
   * @param dimension values of each vector
   * @param metric how it compares them
   * @param namespaces what it holds
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Index(
      @JsonProperty("dimension") int dimension,
      @JsonProperty("metric") String metric,
      @JsonProperty("namespaces") List<Space> namespaces) {}

  /**
   * A namespace.
   *
   * @param name its name
   * @param records how many vectors the store says it has
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Space(@JsonProperty("name") String name, @JsonProperty("records") long records) {}

  /** Takes a line as the service sent it. */
  @FunctionalInterface
  public interface LineSink {
    /** May throw what writing throws. */
    void take(byte[] line) throws IOException;
  }

  /** The index, or empty when there is none of the name; the empty name is the product's own. */
  public Optional<Index> index(String index, Optional<String> key) {
    HttpResponse<byte[]> answer =
        send(request("/internal/legacy/index?index=" + text(index), key).GET().build());
    return answer.statusCode() == 404 ? Optional.empty() : Optional.of(read(answer, Index.class));
  }

  /**
   * Creates the index when there is none.
   *
   * @throws VectorSideException when there is one of another dimension, naming both
   */
  public void make(String index, Optional<String> key, int dimension, String metric) {
    post(
        "/internal/legacy/index",
        key,
        JSON,
        json(Map.of("name", index, "dimension", dimension, "metric", metric)));
  }

  /** Removes a scratch index that this service made. */
  public void drop(String scratch) {
    HttpResponse<byte[]> answer =
        send(
            request("/internal/legacy/index?index=" + text(scratch), Optional.empty())
                .DELETE()
                .build());
    if (answer.statusCode() != 404) {
      check(answer);
    }
  }

  /**
   * Hands every vector of a namespace to the sink, a line of JSON each.
   *
   * @return how many there were
   * @throws VectorSideException when the list broke off
   */
  public long vectors(String index, Optional<String> key, String namespace, LineSink sink)
      throws IOException {
    HttpRequest request =
        request(
                "/internal/legacy/vectors?index=%s&namespace=%s"
                    .formatted(text(index), text(namespace)),
                key)
            .timeout(Duration.ofHours(12))
            .GET()
            .build();
    HttpResponse<InputStream> answer = sent(request, BodyHandlers.ofInputStream());
    try (Lines lines = new Lines(namespace, answer.body())) {
      if (answer.statusCode() != 200) {
        throw new VectorSideException(problem(answer.statusCode(), lines.next()));
      }
      return stream(lines, sink);
    }
  }

  private long stream(Lines lines, LineSink sink) throws IOException {
    long count = 0;
    byte[] before = lines.next();
    while (before != null) {
      byte[] next = lines.next();
      if (next != null) {
        sink.take(before);
        count++;
      } else if (ends(before, count)) {
        return count;
      }
      before = next;
    }
    throw new VectorSideException("vectors.cut: the list of vectors broke off");
  }

  private boolean ends(byte[] line, long count) throws IOException {
    JsonNode end = mapper.readTree(line).path("end");
    return end.isIntegralNumber() && end.longValue() == count;
  }

  /** What became of a batch. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Written(
      @JsonProperty("written") long written,
      @JsonProperty("same") long same,
      @JsonProperty("kept") long kept) {}

  /**
   * Writes vectors, a line of JSON each, where they are missing.
   *
   * @param overwrite whether those that are there and differ are replaced
   * @param plan whether to say what would be written, and write nothing
   */
  public Written write(
      String index,
      Optional<String> key,
      String namespace,
      byte[] lines,
      boolean overwrite,
      boolean plan) {
    return read(
        post(
            "/internal/legacy/vectors?index=%s&namespace=%s&overwrite=%s&plan=%s"
                .formatted(text(index), text(namespace), overwrite, plan),
            key,
            "application/x-ndjson",
            lines),
        Written.class);
  }

  /** Deletes vectors of an old index by their ids. */
  public void delete(String index, Optional<String> key, String namespace, List<String> ids) {
    post(
        "/internal/legacy/deletes?index=%s&namespace=%s".formatted(text(index), text(namespace)),
        key,
        JSON,
        json(Map.of("ids", ids)));
  }

  /** Deletes all vectors of one namespace of an old index. */
  public void empty(String index, Optional<String> key, String namespace) {
    post(
        "/internal/legacy/deletes?all=true&index=%s&namespace=%s"
            .formatted(text(index), text(namespace)),
        key,
        JSON,
        json(Map.of("ids", List.of())));
  }

  /** Asks for a reconcile with repair of a tenant; false while another one is under way. */
  public boolean reconcile(String tenant) {
    return began("/internal/reconciles?tenant=" + text(tenant));
  }

  /**
   * Asks for a tenant's own namespace to be emptied, and its items to be embedded anew by the next
   * reconcile; false while that is under way.
   */
  public boolean clear(String tenant) {
    return began("/internal/clears?tenant=" + text(tenant));
  }

  private boolean began(String path) {
    HttpResponse<byte[]> answer =
        send(request(path, Optional.empty()).POST(BodyPublishers.noBody()).build());
    if (answer.statusCode() == 409) {
      return false;
    }
    check(answer);
    return true;
  }

  /**
   * Asks the search as a reader does.
   *
   * @param token the reader's own
   * @return the answer, as it came
   */
  public JsonNode search(String token, String organization, String query, int topK) {
    HttpRequest request =
        HttpRequest.newBuilder(config.url().resolve("/portfolio/search"))
            .header("Authorization", "Bearer " + token)
            .header("X-Organization", organization)
            .header("Content-Type", JSON)
            .timeout(TIMEOUT)
            .POST(BodyPublishers.ofByteArray(json(Map.of("query", query, "top_k", topK))))
            .build();
    return read(sent(request, BodyHandlers.ofByteArray()), JsonNode.class);
  }

  private HttpResponse<byte[]> post(
      String path, Optional<String> key, String mediaType, byte[] body) {
    HttpResponse<byte[]> answer =
        send(
            request(path, key)
                .header("Content-Type", mediaType)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    check(answer);
    return answer;
  }

  private HttpRequest.Builder request(String path, Optional<String> key) {
    URI address = config.url().resolve(path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Authorization", "Bearer " + config.token().orElse(""))
            .timeout(TIMEOUT);
    key.ifPresent(secret -> request.header("X-Source-Key", secret));
    return request;
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    return sent(request, BodyHandlers.ofByteArray());
  }

  private <T> HttpResponse<T> sent(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException unanswered) {
      throw new VectorSideException("vectors.unavailable: the vector side did not answer");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new VectorSideException("vectors.unavailable: interrupted");
    }
  }

  private <T> T read(HttpResponse<byte[]> answer, Class<T> type) {
    check(answer);
    try {
      return mapper.readValue(answer.body(), type);
    } catch (IOException foreign) {
      throw new VectorSideException("vectors.answer: not the answer that was expected");
    }
  }

  private void check(HttpResponse<byte[]> answer) {
    if (answer.statusCode() >= 300) {
      throw new VectorSideException(problem(answer.statusCode(), answer.body()));
    }
  }

  private String problem(int status, byte @org.jspecify.annotations.Nullable [] body) {
    try {
      JsonNode problem = mapper.readTree(body == null ? new byte[0] : body);
      return "%s: %s"
          .formatted(
              problem.path("code").asText("http." + status), problem.path("detail").asText(""));
    } catch (IOException none) {
      return "http." + status;
    }
  }

  private byte[] json(Map<String, ?> body) {
    try {
      return mapper.writeValueAsBytes(body);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String text(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
