package io.palimpsest.local.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** Further indexes of the vector server, for a test: each has a name that nobody has used yet. */
public final class VectorIndexes {
  private final RunningStack stack;

  /** Indexes of the stack's vector server. */
  public VectorIndexes(RunningStack stack) {
    this.stack = stack;
  }

  /**
   * Creates one for vectors.
   *
   * @param dimension length of its vectors
   * @return its host
   */
  public String create(int dimension) {
    return create(name(), dimension);
  }

  /** The same with a name that the caller knows. */
  public String create(String name, int dimension) {
    return host(
        "/indexes",
        """
        {"name": "%s", "dimension": %d, "metric": "cosine",
         "spec": {"serverless": {"cloud": "aws", "region": "us-east-1"}}}\
        """
            .formatted(name, dimension));
  }

  /**
   * Creates one that embeds a field of its records itself.
   *
   * @param model a model of the server
   * @param dimension length of its vectors
   * @param field field that it embeds
   * @return its host
   */
  public String createForModel(String model, int dimension, String field) {
    return host(
        "/indexes/create-for-model",
        """
        {"name": "%s", "cloud": "aws", "region": "us-east-1",
         "embed": {"model": "%s", "dimension": %d, "field_map": {"text": "%s"}}}\
        """
            .formatted(name(), model, dimension, field));
  }

  private static String name() {
    return "i" + UUID.randomUUID().toString().substring(0, 8);
  }

  private String host(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(stack.serviceUrl(Part.VECTORS) + path))
            .header("Api-Key", stack.secrets().vectorsAdminKey())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      Map<String, Object> index = JsonUtil.parseJson(answer.body());
      if (answer.statusCode() >= 300 || !(index.get("host") instanceof String host)) {
        throw new StackException("POST " + path + " answered " + answer.body());
      }
      return host;
    } catch (IOException | JoseException e) {
      throw new StackException("POST " + path + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("POST " + path + " was interrupted");
    }
  }
}
