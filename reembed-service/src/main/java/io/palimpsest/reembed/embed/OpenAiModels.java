package io.palimpsest.reembed.embed;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModelName;
import dev.langchain4j.model.openai.OpenAiTokenCountEstimator;
import io.palimpsest.reembed.text.TokenCounter;
import java.net.http.HttpClient;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Models behind OpenAI's protocol. */
public final class OpenAiModels {
  /** Most inputs of a request (platform.openai.com, create embeddings). */
  private static final int TEXTS_PER_CALL = 2_048;

  private OpenAiModels() {}

  /** Opens nothing yet: a wrong address or key shows at the first call. */
  public static LoadedModel open(OpenAiSettings settings) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
    BoundedModel model =
        deadline -> client(settings, new BoundedHttp(http, settings.timeout(), deadline));
    return new LoadedModel(
        settings.model(),
        model,
        model,
        new OpenAiFailures(),
        tokens(settings.model().name()),
        TEXTS_PER_CALL);
  }

  /** The library's client is one for each call: it is a few objects over the connections of all. */
  private static EmbeddingModel client(OpenAiSettings settings, BoundedHttp http) {
    return OpenAiEmbeddingModel.builder()
        .httpClientBuilder(new HttpBuilder(settings.timeout(), http))
        .baseUrl(settings.url().toString())
        .apiKey(settings.apiKey().isBlank() ? "none" : settings.apiKey())
        .modelName(settings.model().name())
        .dimensions(dimensions(settings))
        .maxSegmentsPerBatch(TEXTS_PER_CALL)
        .maxRetries(0)
        .build();
  }

  /** Only the third generation takes the parameter; others refuse it, whatever its value. */
  private static @Nullable Integer dimensions(OpenAiSettings settings) {
    return settings.model().name().startsWith("text-embedding-3-")
        ? settings.model().dimension()
        : null;
  }

  /** Of a model whose tokenizer is not known, word pieces are counted: there are more of them. */
  private static TokenCounter tokens(String model) {
    boolean known =
        Arrays.stream(OpenAiEmbeddingModelName.values())
            .anyMatch(name -> name.toString().equals(model));
    if (!known) {
      return new MiniLmTokens();
    }
    OpenAiTokenCountEstimator estimator = new OpenAiTokenCountEstimator(model);
    return new TokenCounter() {
      @Override
      public int count(String text) {
        return estimator.estimateTokenCountInText(text);
      }

      @Override
      public int special() {
        return 0;
      }
    };
  }
}
