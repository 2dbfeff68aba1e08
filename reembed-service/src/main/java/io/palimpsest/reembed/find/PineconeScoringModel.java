package io.palimpsest.reembed.find;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Pinecone's hosted rerankers: {@code POST /rerank} of the inference API, version 2025-10. */
final class PineconeScoringModel implements ScoringModel {
  private final HttpClient http;
  private final ObjectMapper json;
  private final URI url;
  private final String apiKey;
  private final String model;
  private final Duration deadline;

  PineconeScoringModel(
      HttpClient http, ObjectMapper json, URI url, String apiKey, String model, Duration deadline) {
    this.http = http;
    this.json = json;
    this.url = url.resolve("/rerank");
    this.apiKey = apiKey;
    this.model = model;
    this.deadline = deadline;
  }

  /** Documents of a request. */
  record Text(String text) {}

  /** Body of a request. */
  record Ask(
      String model,
      String query,
      List<Text> documents,
      @JsonProperty("top_n") int topN,
      @JsonProperty("return_documents") boolean returnDocuments) {}

  /** One score of an answer. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Score(int index, double score) {}

  /** Body of an answer. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Scores(List<Score> data) {}

  @Override
  public Response<List<Double>> scoreAll(List<TextSegment> segments, String query) {
    List<Text> texts = segments.stream().map(segment -> new Text(segment.text())).toList();
    Scores answer = send(new Ask(model, query, texts, texts.size(), false));
    Double[] scores = new Double[texts.size()];
    for (Score score : answer.data()) {
      if (score.index() < 0 || score.index() >= scores.length) {
        throw new IllegalStateException("the ranker scored a text that it was not given");
      }
      scores[score.index()] = score.score();
    }
    if (Arrays.asList(scores).contains(null)) {
      throw new IllegalStateException("the ranker left out a text");
    }
    return Response.from(List.of(scores));
  }

  private Scores send(Ask ask) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .timeout(deadline)
              .header("Api-Key", apiKey)
              .header("X-Pinecone-Api-Version", "2025-10")
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(ask)))
              .build();
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("the ranker answered " + answer.statusCode());
      }
      return json.readValue(answer.body(), Scores.class);
    } catch (IOException e) {
      throw new IllegalStateException("the ranker gave no usable answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
