package io.palimpsest.local.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * Faults of the vector server, for a test: switches them on, tells how often they fired, and ends
 * them all when it is closed. What can be asked is in the vector server's README.
 */
public final class VectorFaults implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String key;

  /** Faults of the stack's vector server. */
  public VectorFaults(RunningStack stack) {
    this.url = stack.serviceUrl(Part.VECTORS);
    this.key = stack.secrets().vectorsFaultsKey();
  }

  /**
   * Switches a fault on.
   *
   * @param json such as {@code {"fault":"fail","operations":["query"],"status":503}}
   * @return its id, for {@link #fired}
   */
  public String inject(String json) {
    return (String) get(send("POST", "/_faults", json), "id");
  }

  /** How often the fault did what it is for. */
  public long fired(String id) {
    return ((List<?>) get(send("GET", "/_faults", ""), "faults"))
        .stream()
            .map(fault -> (Map<?, ?>) fault)
            .filter(fault -> id.equals(fault.get("id")))
            .mapToLong(fault -> ((Number) get(fault, "fired")).longValue())
            .findFirst()
            .orElseThrow(() -> new StackException("there is no fault " + id));
  }

  /** Sets how late writes become visible, in milliseconds by kind of read. */
  public void visibility(String json) {
    send("PUT", "/_faults/visibility", json);
  }

  /** How often an operation was asked for since the start or the last reset. */
  public long calls(String operation) {
    Map<?, ?> operations = (Map<?, ?>) get(send("GET", "/_calls", ""), "operations");
    return ((Number) get((Map<?, ?>) get(operations, operation), "calls")).longValue();
  }

  /** Ends all faults and delays. */
  @Override
  public void close() {
    send("DELETE", "/_faults", "");
    http.close();
  }

  private static Object get(Map<?, ?> json, String key) {
    Object value = json.get(key);
    if (value == null) {
      throw new StackException("the vector server says nothing of " + key);
    }
    return value;
  }

  private Map<String, Object> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Api-Key", key)
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new StackException(method + " " + path + " answered " + answer.body());
      }
      return answer.body().isEmpty() ? Map.of() : JsonUtil.parseJson(answer.body());
    } catch (IOException | JoseException e) {
      throw new StackException(method + " " + path + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException(method + " " + path + " was interrupted");
    }
  }
}
