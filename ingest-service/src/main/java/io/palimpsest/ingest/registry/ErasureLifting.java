package io.palimpsest.ingest.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.ingest.entry.Refusal;
import io.palimpsest.ingest.entry.RefusedException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Tells the erasure service. */
@Singleton
final class ErasureLifting implements Lifting {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int KEPT = 204;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ErasureServiceConfig config;
  private final ObjectMapper mapper;

  ErasureLifting(ErasureServiceConfig config, ObjectMapper mapper) {
    this.config = config;
    this.mapper = mapper;
  }

  @Override
  public void tell(String requestRef, String by, String reason) {
    try {
      HttpRequest request = request(requestRef, by, reason);
      if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != KEPT) {
        throw silent();
      }
    } catch (IOException unanswered) {
      throw silent();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw silent();
    }
  }

  private HttpRequest request(String requestRef, String by, String reason) throws IOException {
    String ref = URLEncoder.encode(requestRef, StandardCharsets.UTF_8);
    URI address = config.url().resolve("/internal/erasures/" + ref + "/lifting");
    byte[] body = mapper.writeValueAsBytes(Map.of("by", by, "reason", reason));
    return HttpRequest.newBuilder(address)
        .header("Authorization", "Bearer " + config.token().orElse(""))
        .header("Content-Type", "application/json")
        .timeout(TIMEOUT)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private static RefusedException silent() {
    return new RefusedException(
        Refusal.of(503, "erasure.unavailable", "The erasure service did not answer; try again."));
  }
}
