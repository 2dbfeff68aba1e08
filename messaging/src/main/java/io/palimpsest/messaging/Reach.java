package io.palimpsest.messaging;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/**
 * Says whether brokers and registry answer, and which of them does not: for readiness, once there
 * is a reason to ask. An answer takes {@link #PATIENCE} for each at most. Thread-safe.
 */
public final class Reach implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Admin admin;
  private final URI registry;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private Reach(Admin admin, URI registry) {
    this.admin = admin;
    this.registry = registry;
  }

  /**
   * Towards these brokers and this registry; asks nothing yet.
   *
   * @param registry base address of its API, version 3
   */
  public static Reach of(KafkaSettings kafka, URI registry) {
    return new Reach(Admin.create(kafka.client(kafka.clientId() + "-reach")), registry);
  }

  /** What does not answer now and how, such as {@code broker: TimeoutException}; empty: both do. */
  public Optional<String> obstacle() {
    return broker().or(this::registry);
  }

  /** The same of the brokers alone. */
  public Optional<String> broker() {
    int millis = Math.toIntExact(PATIENCE.toMillis());
    try {
      admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(millis))
          .nodes()
          .get(2L * millis, TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      return Optional.of("broker: " + cause.getClass().getSimpleName());
    } catch (TimeoutException silent) {
      return Optional.of("broker: " + silent.getClass().getSimpleName());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.of("broker: not asked");
    }
  }

  /** The same of the registry alone. */
  public Optional<String> registry() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registry + "/system/info")).timeout(PATIENCE).build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status < 500 ? Optional.empty() : Optional.of("registry: status " + status);
    } catch (IOException failed) {
      return Optional.of("registry: " + failed.getClass().getSimpleName());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.of("registry: not asked");
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
    http.shutdownNow();
  }
}
