package io.palimpsest.system;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** One address over HTTP. */
final class Http {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;
  private final String header;

  /**
   * @param header name of the header that says who calls
   */
  Http(URI base, String header) {
    this.base = base;
    this.header = header;
  }

  Reply get(String path, String caller) throws Exception {
    return call("GET", path, caller, "application/json", BodyPublishers.noBody());
  }

  Reply send(String method, String path, String caller, Object body) throws Exception {
    return call(
        method, path, caller, "application/json", BodyPublishers.ofString(Json.write(body)));
  }

  Reply call(String method, String path, String caller, String mediaType, BodyPublisher body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(method, body)
            .header("Content-Type", mediaType)
            .timeout(PATIENCE);
    if (!caller.isEmpty()) {
      request.header(header, caller);
    }
    var response = client.send(request.build(), BodyHandlers.ofString());
    return new Reply(response.statusCode(), Json.read(response.body()));
  }
}
