package io.palimpsest.erasure.participant;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Makes one signed call. The header {@code Palimpsest-Signature} is {@code t=SECONDS,v1=HEX}: the
 * HMAC-SHA-256, under the shared key, of the seconds, a full stop and the body.
 */
@ApplicationScoped
class CallbackSender {
  private static final String ALGORITHM = "HmacSHA256";

  private final HttpClient client;
  private final CallbackSettings settings;
  private final Clock clock;

  CallbackSender(CallbackSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .build();
  }

  /** Returns when the receiver took the call. */
  @Retry(maxRetries = 2, delay = 300, jitter = 100)
  void send(URI address, byte[] body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .header("Palimpsest-Signature", signature(body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    int status = statusOf(request);
    if (status / 100 != 2) {
      throw new IOException("the receiver answered " + status);
    }
  }

  /** The client's own time-out ends with the headers; a body may come one byte a minute. */
  private int statusOf(HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS).statusCode();
    } catch (ExecutionException e) {
      throw new IOException("the receiver did not answer", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the receiver did not answer in time", e);
    } finally {
      answer.cancel(true);
    }
  }

  private String signature(byte[] body) {
    String seconds = Long.toString(clock.instant().getEpochSecond());
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] key = settings.key().orElseThrow().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
      return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + ALGORITHM, e);
    }
  }
}
