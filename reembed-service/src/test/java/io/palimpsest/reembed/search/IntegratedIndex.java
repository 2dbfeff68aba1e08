package io.palimpsest.reembed.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.local.stack.Part;
import io.palimpsest.local.stack.RunningStack;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The stores with an index that embeds a field of its records itself. */
public final class IntegratedIndex implements QuarkusTestResourceLifecycleManager {
  private static final String FIELD = "passage";
  private static final String MODEL = "hash-for-tests";
  private static final String DIMENSION = "384";

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(new Stores().start());
    RunningStack stack = Stores.stack();
    String key = stack.secrets().vectorsAdminKey();
    settings.put("palimpsest.vectors.host", create(stack.serviceUrl(Part.VECTORS), key));
    settings.put("palimpsest.vectors.mode", "integrated");
    settings.put("palimpsest.vectors.text-field", FIELD);
    settings.put("palimpsest.embedder.provider", "pinecone");
    settings.put("palimpsest.embedder.pinecone.url", stack.serviceUrl(Part.VECTORS));
    settings.put("palimpsest.embedder.pinecone.api-key", key);
    settings.put("palimpsest.embedder.pinecone.model", MODEL);
    settings.put("palimpsest.embedder.pinecone.dimension", DIMENSION);
    return settings;
  }

  private static String create(String server, String key) {
    String body =
        """
        {"name":"i%s","cloud":"aws","region":"us-east-1",
         "embed":{"model":"%s","dimension":%s,"field_map":{"text":"%s"}}}"""
            .formatted(UUID.randomUUID().toString().substring(0, 8), MODEL, DIMENSION, FIELD);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server + "/indexes/create-for-model"))
              .header("Api-Key", key)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      String answer = http.send(request, BodyHandlers.ofString()).body();
      return new ObjectMapper().readTree(answer).required("host").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {}
}
