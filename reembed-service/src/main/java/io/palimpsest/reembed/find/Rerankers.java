package io.palimpsest.reembed.find;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.model.cohere.CohereScoringModel;
import dev.langchain4j.model.scoring.ScoringModel;
import io.palimpsest.reembed.find.RerankConfig.Provider;
import io.palimpsest.reembed.find.RerankConfig.Service;
import java.net.http.HttpClient;
import java.util.concurrent.Executors;

/** Makes the ranker that the settings ask for. */
public final class Rerankers {
  private Rerankers() {}

  /**
   * The ranker.
   *
   * @throws IllegalStateException when one is asked for by name and its key is not set
   */
  public static Reranker of(RerankConfig config) {
    Provider provider =
        config.provider().orElseGet(() -> isSet(config.cohere()) ? Provider.COHERE : Provider.OFF);
    return switch (provider) {
      case OFF -> new NoReranker();
      case COHERE -> reranker("cohere", config.cohere(), config, cohere(config));
      case PINECONE -> reranker("pinecone", config.pinecone(), config, pinecone(config));
    };
  }

  private static Reranker reranker(
      String name, Service service, RerankConfig config, ScoringModel model) {
    return new ScoringReranker(
        name + ":" + service.model(),
        model,
        config.candidates(),
        config.deadline(),
        Executors.newVirtualThreadPerTaskExecutor());
  }

  private static ScoringModel cohere(RerankConfig config) {
    return CohereScoringModel.builder()
        .apiKey(key("cohere", config.cohere()))
        .modelName(config.cohere().model())
        .baseUrl(config.cohere().url().toString())
        .timeout(config.deadline())
        .maxRetries(0)
        .build();
  }

  private static ScoringModel pinecone(RerankConfig config) {
    return new PineconeScoringModel(
        HttpClient.newHttpClient(),
        new ObjectMapper(),
        config.pinecone().url(),
        key("pinecone", config.pinecone()),
        config.pinecone().model(),
        config.deadline());
  }

  private static boolean isSet(Service service) {
    return service.apiKey().filter(key -> !key.isBlank()).isPresent();
  }

  private static String key(String name, Service service) {
    return service
        .apiKey()
        .filter(key -> !key.isBlank())
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "palimpsest.search.rerank." + name + ".api-key must be set for this ranker"));
  }
}
