package io.palimpsest.ingest.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import io.palimpsest.ingest.store.InboxEnd;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Asks the erasure service for leave. */
@Singleton
final class ErasureService implements Leave {
  /** The answer takes the deadline of a write plus the landing bound; this is well above both. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final int GIVEN = 200;
  private static final int FIRST_REFUSAL = 400;
  private static final int FIRST_FAULT = 500;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ErasureServiceConfig config;
  private final ObjectMapper mapper;

  ErasureService(ErasureServiceConfig config, ObjectMapper mapper) {
    this.config = config;
    this.mapper = mapper;
  }

  @Override
  public List<InboxEnd> ask(String requestRef, String by) {
    try {
      return read(http.send(request(requestRef, by), HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException silent) {
      throw silent();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw silent();
    }
  }

  private HttpRequest request(String requestRef, String by) {
    String ref = URLEncoder.encode(requestRef, StandardCharsets.UTF_8);
    String who = URLEncoder.encode(by, StandardCharsets.UTF_8);
    URI address = config.url().resolve("/internal/erasures/" + ref + "/readmission?by=" + who);
    return HttpRequest.newBuilder(address)
        .header("Authorization", "Bearer " + config.token().orElse(""))
        .timeout(TIMEOUT)
        .POST(HttpRequest.BodyPublishers.noBody())
        .build();
  }

  private List<InboxEnd> read(HttpResponse<byte[]> answer) throws IOException {
    int status = answer.statusCode();
    if (status == GIVEN) {
      return mapper.readValue(answer.body(), Given.class).inboxEnds();
    }
    if (status < FIRST_REFUSAL || status >= FIRST_FAULT) {
      throw silent();
    }
    JsonNode problem = mapper.readTree(answer.body());
    throw new RefusedException(
        Refusal.of(
            409,
            problem.path("code").asText("readmission.refused"),
            problem.path("detail").asText("the erasure gives no leave")));
  }

  /**
   * The leave.
   *
   * @param inboxEnds how far the inbox topics went when it was given
   */
  private record Given(
      @JsonProperty(value = "inbox_ends", required = true) List<InboxEnd> inboxEnds) {
    private Given {
      if (inboxEnds.isEmpty()) {
        throw new IllegalArgumentException("an inbox has partitions");
      }
    }
  }

  private static RefusedException silent() {
    return new RefusedException(
        Refusal.of(503, "erasure.unavailable", "The erasure service did not answer; try again."));
  }
}
