package io.palimpsest.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether the local stack answers, if one is up. */
final class StackCheck {
  private static final String SUBJECT = "local stack";
  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  private final LocalState local;

  StackCheck(LocalState local) {
    this.local = local;
  }

  Finding run() {
    return local
        .address("gateway")
        .map(StackCheck::ask)
        .orElseGet(() -> Finding.absent(SUBJECT, "not up; palimpsest up starts it"));
  }

  private static Finding ask(String gateway) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(gateway + "/log/checkpoint")).timeout(TIMEOUT).build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      // Any answer of a service shows that the way is open; the gateway's own say that it is not.
      return status == 502 || status == 503 || status == 504
          ? Finding.wrong(SUBJECT, gateway + " reaches no service; palimpsest logs tells why")
          : Finding.ok(SUBJECT, gateway);
    } catch (IOException e) {
      return Finding.wrong(SUBJECT, gateway + " does not answer; palimpsest down, then up");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.wrong(SUBJECT, "interrupted");
    }
  }
}
