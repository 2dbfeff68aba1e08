package io.palimpsest.reembed.content;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Ingest's internal endpoint for content. */
public final class HttpContents implements Contents {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI ingest;
  private final String token;

  /**
   * @param ingest base address of ingest
   * @param token this service's own token
   */
  public HttpContents(URI ingest, String token) {
    this.ingest = ingest;
    this.token = token;
  }

  @Override
  public Fetched fetch(String contentId) {
    HttpRequest request =
        HttpRequest.newBuilder(ingest.resolve("/internal/contents/" + contentId))
            .header("Authorization", "Bearer " + token)
            .timeout(TIMEOUT)
            .build();
    try {
      return fetched(client.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new ContentUnavailableException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ContentUnavailableException(e);
    }
  }

  private static Fetched fetched(HttpResponse<byte[]> response) {
    return switch (response.statusCode()) {
      case 200 -> new Fetched.Content(response.body());
      case 404 -> new Fetched.Missing();
      case 409 -> new Fetched.Superseded();
      case 410 -> new Fetched.Erased();
      default ->
          throw new ContentUnavailableException(
              new IOException("ingest answered " + response.statusCode()));
    };
  }
}
