package io.palimpsest.access.issuer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Asks an issuer which keys it has published, by discovery. Each call is two requests at most. */
final class PublishedKeys {
  private static final String WELL_KNOWN = "/.well-known/openid-configuration";
  private static final int OK = 200;

  private final URI issuer;
  private final Duration timeout;
  private final HttpClient client;

  PublishedKeys(URI issuer, Duration timeout) {
    this.issuer = issuer;
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /**
   * The keys for signatures that are published now.
   *
   * @throws IOException when the issuer does not answer, or not as an issuer does
   */
  List<PublicJsonWebKey> ask() throws IOException, InterruptedException {
    try {
      Map<String, Object> document = JsonUtil.parseJson(get(discovery()));
      if (!issuer.toString().equals(document.get("issuer"))) {
        throw new IOException("the discovery document is another issuer's");
      }
      if (!(document.get("jwks_uri") instanceof String keys)) {
        throw new IOException("the discovery document names no keys");
      }
      List<PublicJsonWebKey> published =
          new JsonWebKeySet(get(URI.create(keys)))
              .getJsonWebKeys().stream()
                  .filter(KnownKey::signs)
                  .map(PublicJsonWebKey.class::cast)
                  .toList();
      if (published.isEmpty()) {
        // Nobody withdraws all keys at once; taking it for an answer would shut every door.
        throw new IOException("the issuer publishes no key for signatures");
      }
      return published;
    } catch (JoseException | IllegalArgumentException malformed) {
      throw new IOException("the issuer's answer is malformed", malformed);
    }
  }

  private URI discovery() {
    String base = issuer.toString();
    return URI.create(
        (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + WELL_KNOWN);
  }

  private String get(URI address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Accept", "application/json").build();
    CompletableFuture<HttpResponse<String>> answering =
        client.sendAsync(request, BodyHandlers.ofString());
    try {
      HttpResponse<String> answer = answering.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != OK) {
        throw new IOException(address.getPath() + " answers " + answer.statusCode());
      }
      return answer.body();
    } catch (ExecutionException e) {
      throw new IOException("no connection", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + timeout, e);
    } finally {
      answering.cancel(true);
    }
  }
}
