package io.palimpsest.reembed.embed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the vectors of an answer into the order of their {@code index}, which is what the protocol
 * goes by; the library's client takes them as they come. An answer whose indexes are not exactly
 * those of its vectors is none.
 */
final class IndexedAnswers implements HttpClient {
  private final HttpClient inner;
  private final ObjectMapper json = new ObjectMapper();

  IndexedAnswers(HttpClient inner) {
    this.inner = inner;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    SuccessfulHttpResponse answer = inner.execute(request);
    return SuccessfulHttpResponse.builder()
        .statusCode(answer.statusCode())
        .headers(answer.headers())
        .body(ordered(answer.body()))
        .build();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    inner.execute(request, parser, listener);
  }

  private String ordered(String body) {
    try {
      if (json.readTree(body) instanceof ObjectNode answer
          && answer.get("data") instanceof ArrayNode data) {
        answer.set("data", ordered(data));
        return json.writeValueAsString(answer);
      }
      throw broken(null);
    } catch (JsonProcessingException e) {
      throw broken(e);
    }
  }

  /** Whatever is between us and the model may answer in its place: that passes. */
  private static EmbeddingException broken(@Nullable Throwable cause) {
    return new EmbeddingException.Unavailable("embedding.broken_answer", Optional.empty(), cause);
  }

  private ArrayNode ordered(ArrayNode data) {
    JsonNode[] byIndex = new JsonNode[data.size()];
    for (JsonNode one : data) {
      int index = one.path("index").asInt(-1);
      if (index < 0 || index >= byIndex.length || byIndex[index] != null) {
        throw new EmbeddingException.BadAnswer("embedding.wrong_index");
      }
      byIndex[index] = one;
    }
    ArrayNode ordered = json.createArrayNode();
    for (JsonNode one : byIndex) {
      ordered.add(one);
    }
    return ordered;
  }
}
