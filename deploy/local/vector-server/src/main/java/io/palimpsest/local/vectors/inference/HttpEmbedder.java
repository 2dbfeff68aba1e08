package io.palimpsest.local.vectors.inference;

import io.palimpsest.local.vectors.call.Reason;
import io.palimpsest.local.vectors.call.Refusal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a server that speaks OpenAI's {@code POST /embeddings}; answers are matched by index. */
public final class HttpEmbedder implements Embedder {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI endpoint;

  /**
   * @param endpoint the full address, such as {@code http://localhost:8080/v1/embeddings}
   */
  public HttpEmbedder(URI endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public List<float[]> embed(String model, List<String> texts, int dimension) {
    JsonObject body =
        new JsonObject()
            .put("model", model)
            .put("input", new JsonArray(texts))
            .put("dimensions", dimension);
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(PATIENCE)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body.encode()))
            .build();
    try {
      return read(http.send(request, BodyHandlers.ofString()), texts.size(), dimension);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("was interrupted");
    } catch (IOException e) {
      throw unavailable("cannot be reached");
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      throw unavailable("gave an answer of another form");
    }
  }

  private static List<float[]> read(HttpResponse<String> answer, int count, int dimension) {
    if (answer.statusCode() != 200) {
      throw unavailable("answered " + answer.statusCode());
    }
    JsonArray data = new JsonObject(answer.body()).getJsonArray("data");
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      vectors.add(new float[0]);
    }
    for (int i = 0; i < data.size(); i++) {
      JsonObject item = data.getJsonObject(i);
      vectors.set(item.getInteger("index", i), floats(item.getJsonArray("embedding")));
    }
    if (vectors.stream().anyMatch(vector -> vector.length != dimension)) {
      throw unavailable("left out vectors, or gave some of another dimension");
    }
    return vectors;
  }

  private static float[] floats(JsonArray numbers) {
    float[] vector = new float[numbers.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = numbers.getFloat(i);
    }
    return vector;
  }

  private static Refusal unavailable(String why) {
    return new Refusal(Reason.UNAVAILABLE, "The configured embedder " + why);
  }
}
