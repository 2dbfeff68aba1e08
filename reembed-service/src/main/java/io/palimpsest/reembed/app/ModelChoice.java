package io.palimpsest.reembed.app;

import io.palimpsest.reembed.embed.InferenceModels;
import io.palimpsest.reembed.embed.LoadedModel;
import io.palimpsest.reembed.embed.LocalModel;
import io.palimpsest.reembed.embed.MiniLmModel;
import io.palimpsest.reembed.embed.MiniLmTokens;
import io.palimpsest.reembed.embed.ModelFailures;
import io.palimpsest.reembed.embed.ModelInfo;
import io.palimpsest.reembed.embed.OpenAiModels;
import io.palimpsest.reembed.embed.OpenAiSettings;
import io.palimpsest.vectorstore.Inference;
import java.util.function.Supplier;

/** Opens the model that the settings name. */
final class ModelChoice {
  private static final int TEXTS_PER_CALL = 256;

  /** Room for several calls: how many go at once is bounded by whoever calls. */
  private static final int WAITING_TEXTS = 4 * TEXTS_PER_CALL;

  /** More queries would wait longer than whoever asks. */
  private static final int WAITING_QUERIES = 64;

  private ModelChoice() {}

  /**
   * @param inference opens the vendor's service, when it is needed
   * @throws IllegalStateException when a key is missing that the model needs
   */
  static LoadedModel open(EmbedderConfig config, Supplier<Inference> inference) {
    return switch (config.provider()) {
      case IN_PROCESS -> inProcess();
      case OPENAI -> openAi(config);
      case PINECONE ->
          InferenceModels.over(
              inference.get(),
              new ModelInfo(
                  config.pinecone().model(),
                  config.pinecone().dimension(),
                  config.pinecone().maxTokens()));
    };
  }

  private static LoadedModel inProcess() {
    MiniLmModel model = new MiniLmModel(Runnable::run);
    int cores = Runtime.getRuntime().availableProcessors();
    return new LoadedModel(
        new ModelInfo(MiniLmModel.NAME, MiniLmModel.DIMENSION, MiniLmModel.MAX_TOKENS),
        new LocalModel(model, "model", cores, WAITING_TEXTS),
        new LocalModel(model, "query-embedding", cores, WAITING_QUERIES),
        ModelFailures.inProcess(),
        new MiniLmTokens(),
        TEXTS_PER_CALL);
  }

  private static LoadedModel openAi(EmbedderConfig config) {
    EmbedderConfig.OpenAi openAi = config.openai();
    String key = openAi.apiKey().orElse("");
    if (key.isBlank() && openAi.url().getHost().endsWith("openai.com")) {
      throw new IllegalStateException(
          "palimpsest.embedder.openai.api-key (OPENAI_API_KEY) must be set for OpenAI's models");
    }
    ModelInfo info = new ModelInfo(openAi.model(), openAi.dimension(), openAi.maxTokens());
    return OpenAiModels.open(new OpenAiSettings(openAi.url(), key, info, config.timeout()));
  }
}
