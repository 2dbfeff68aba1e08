package io.palimpsest.erasure.export;

import io.palimpsest.erasure.model.Plan;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The documents of a scope, passed through from ingest-service as they come. */
@ApplicationScoped
class DocumentsPart implements BundlePart {
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final URI ingest;
  private final String token;

  DocumentsPart(
      @ConfigProperty(name = "quarkus.rest-client.ingest.url") URI ingest,
      @ConfigProperty(name = "palimpsest.service-token") Optional<String> token) {
    this.ingest = ingest;
    this.token = token.orElse("");
  }

  @Override
  public String file() {
    return "documents.jsonl";
  }

  @Override
  public void write(Plan plan, OutputStream out) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(ingest.resolve("/internal/scopes/" + plan.scope().uid() + "/export"))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/x-ndjson")
            .build();
    HttpResponse<InputStream> answer = send(request);
    try (InputStream lines = answer.body()) {
      if (answer.statusCode() != OK) {
        throw new IOException("ingest answered " + answer.statusCode());
      }
      lines.transferTo(out);
    }
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopping");
    }
  }
}
