package io.palimpsest.erasure;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.palimpsest.local.stack.SharedStack;
import io.palimpsest.messaging.KafkaSettings;
import io.palimpsest.messaging.Replication;
import io.palimpsest.messaging.Topics;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Real broker, registry, documents and vectors; the registry's endpoints are the test's own. */
public final class StackResource implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    try {
      RunningStack stack =
          SharedStack.with(Part.BROKER, Part.REGISTRY, Part.DOCUMENTS, Part.VECTORS);
      KafkaSettings kafka = KafkaSettings.of(stack.bootstrapServers(), "topics");
      try (Topics topics =
          Topics.connect(kafka, URI.create(stack.registryUrl()), Replication.LOCAL)) {
        topics.apply();
      }
      return settings(stack);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> settings(RunningStack stack) {
    Map<String, String> settings = new HashMap<>(stack.environment(Part.ERASURE));
    String port = Integer.toString(freePort());
    settings.put("quarkus.oidc.public-key", stack.secrets().publicKey());
    settings.put("quarkus.mongodb.connection-string", stack.mongoUri("erasure"));
    settings.put("PALIMPSEST_INGEST_URL", "http://127.0.0.1:" + port);
    settings.put("test.ingest-port", port);
    settings.put("test.private-key", stack.secrets().privateKeyFile().toString());
    settings.put("palimpsest.erasure.callback.hosts", "127.0.0.1");
    settings.put("palimpsest.erasure.callback.key", "callback-test-key");
    settings.put("palimpsest.erasure.callback.plain-http", "true");
    settings.put("palimpsest.fence.lease", "400ms");
    settings.put("palimpsest.fence.deadline", "400ms");
    settings.put("palimpsest.fence.landing", "200ms");
    settings.put("palimpsest.erasure.saga.answer-time", "2s");
    settings.put("palimpsest.erasure.verifier.visibility", "100ms");
    settings.put("PALIMPSEST_NEXT_HOST", secondIndex(stack));
    settings.put("PALIMPSEST_NEXT_VERIFIER_API_KEY", settings.get("PINECONE_VERIFIER_API_KEY"));
    settings.put("PALIMPSEST_NEXT_API_KEY", stack.secrets().vectorsAdminKey());
    return settings;
  }

  /** An index of other vectors beside the first, as a route to another model has it. */
  private static String secondIndex(RunningStack stack) {
    String body =
        """
        {"name": "next-%s", "dimension": 8, "metric": "cosine",
         "spec": {"serverless": {"cloud": "aws", "region": "us-east-1"}}}
        """
            .formatted(UUID.randomUUID().toString().substring(0, 8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + stack.vectorsHost() + "/indexes"))
            .header("Api-Key", stack.secrets().vectorsAdminKey())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      String answer = http.send(request, BodyHandlers.ofString()).body();
      return new JsonMapper().readTree(answer).path("host").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    // The shared stack ends with the JVM.
  }
}
