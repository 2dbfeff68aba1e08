package io.palimpsest.reembed.service;

import io.palimpsest.reembed.embed.LoadedModel;
import io.palimpsest.reembed.embed.MiniLmModel;
import io.palimpsest.reembed.embed.MiniLmTokens;
import io.palimpsest.reembed.embed.ModelFailures;
import io.palimpsest.reembed.embed.ModelInfo;
import io.palimpsest.reembed.embed.remote.InferenceModels;
import io.palimpsest.reembed.embed.remote.OpenAiModels;
import io.palimpsest.reembed.embed.remote.OpenAiSettings;
import io.palimpsest.reembed.wiring.EmbedderConfig;
import io.palimpsest.vectorstore.Inference;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Opens the model that the settings name. */
final class ModelChoice {
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
    MiniLmModel model =
        new MiniLmModel(
            Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().daemon().name("model-", 0).factory()));
    return new LoadedModel(
        new ModelInfo(MiniLmModel.NAME, MiniLmModel.DIMENSION, MiniLmModel.MAX_TOKENS),
        deadline -> model,
        deadline -> model,
        ModelFailures.inProcess(),
        new MiniLmTokens(),
        Integer.MAX_VALUE);
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
